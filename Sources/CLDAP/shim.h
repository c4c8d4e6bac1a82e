#include <ldap.h>
#include <openldap.h>

// Options of which the value is an address without meaning, which Swift does not import.

static inline int dormouse_ldap_switch_off(LDAP *handle, int option) {
  return ldap_set_option(handle, option, LDAP_OPT_OFF);
}
