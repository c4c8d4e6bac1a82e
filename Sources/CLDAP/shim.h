#include <ldap.h>
#include <openldap.h>

// Options of which the value is an address without meaning, which Swift does not import.

static inline int dormouse_ldap_switch(LDAP *handle, int option, int on) {
  return ldap_set_option(handle, option, on ? LDAP_OPT_ON : LDAP_OPT_OFF);
}

// Refuses every connection that libldap would make by itself, which would be neither encrypted nor checked.

static inline int dormouse_ldap_refuse(
    LDAP *handle, Sockbuf *buffer, LDAPURLDesc *server, struct sockaddr *address,
    struct ldap_conncb *callback) {
  return -1;
}

static inline void dormouse_ldap_forget(
    LDAP *handle, Sockbuf *buffer, struct ldap_conncb *callback) {}

static inline int dormouse_ldap_refuse_connections(LDAP *handle) {
  static struct ldap_conncb callback = {dormouse_ldap_refuse, dormouse_ldap_forget, NULL};
  return ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &callback);
}

// Lets a connection take whatever has come, up to 16 KiB, and not each part of a message by a call of its own. Its
// methods are a variable of the library's, which Swift does not let anybody use.

static inline int dormouse_ldap_read_ahead(Sockbuf *buffer) {
  return ber_sockbuf_add_io(buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER, NULL);
}

// A file in memory that programs started later do not get. The system's headers show it with GNU's extensions
// only.

extern int memfd_create(const char *name, unsigned int flags);

static inline int dormouse_ldap_memory_file(const char *name) {
  const unsigned int close_on_exec = 1;  // MFD_CLOEXEC
  return memfd_create(name, close_on_exec);
}
