"""Samba as a domain controller of Active Directory, for LDAP alone; prints its ports: plain, and TLS.

    serve_samba.py FOLDER CERTIFICATE KEY PASSWORD ACCOUNT_PASSWORD

The domain is ad.acme.test, and PASSWORD that of its Administrator. ACCOUNT_PASSWORD is that of CN=svc,CN=Users,
which may do below OU=acme what Dormouse needs, and no more.
"""

import os
import subprocess

import enclosure

CONFIGURATION = """[global]
netbios name = DC1
realm = AD.ACME.TEST
workgroup = ACME
server role = active directory domain controller
server services = ldap
interfaces = 127.0.0.1/8
bind interfaces only = yes
ldap server require strong auth = no
private dir = {folder}/private
state directory = {folder}/state
cache directory = {folder}/cache
lock directory = {folder}
binddns dir = {folder}/bind-dns
pid directory = {folder}
ncalrpc dir = {folder}/ncalrpc
ntp signd socket directory = {folder}/ntp
winbindd socket directory = {folder}/winbindd
log file = {folder}/log
tls certfile = {certificate}
tls keyfile = {key}
tls cafile =
[sysvol]
path = {folder}/state/sysvol
read only = no
[netlogon]
path = {folder}/state/sysvol/ad.acme.test/scripts
read only = no
"""


# What an account is given to write, as access control entries (MS-DTYP, section 2.5.1): the attribute
# userAccountControl of users, the attribute member of groups, and new users.
RIGHTS = (
    "(OA;CIIO;WP;bf967a68-0de6-11d0-a285-00aa003049e2;bf967aba-0de6-11d0-a285-00aa003049e2;{sid})"
    "(OA;CIIO;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;bf967a9c-0de6-11d0-a285-00aa003049e2;{sid})"
    "(OA;CI;CC;bf967aba-0de6-11d0-a285-00aa003049e2;;{sid})"
)


def add_account(folder, password):
    options = ["-H", os.path.join(folder, "private", "sam.ldb")]
    enclosure.run("samba-tool", "user", "create", "svc", password, *options)
    enclosure.run("samba-tool", "ou", "add", "OU=acme", *options)
    shown = enclosure.run("samba-tool", "user", "show", "svc", "--attributes=objectSid", *options)
    sid = next(line.split()[1] for line in shown.splitlines() if line.startswith("objectSid:"))
    enclosure.run(
        "samba-tool", "dsacl", "set", "--objectdn=OU=acme,DC=ad,DC=acme,DC=test",
        f"--sddl={RIGHTS.format(sid=sid)}", *options)


def start(folder, certificate, key, password, account_password):
    plain, tls = enclosure.listen(), enclosure.listen()
    domain = os.path.join(folder, "domain")
    # The domain is in memory: it waits for the disk with each change.
    enclosure.enter(folder, ["/var/log/samba", "/run/samba", domain])
    os.chmod(key, 0o600)
    enclosure.run(
        "samba-tool", "domain", "provision", "--realm=AD.ACME.TEST", "--domain=ACME",
        "--server-role=dc", "--dns-backend=NONE", f"--adminpass={password}", "--use-rfc2307",
        f"--targetdir={domain}", "--host-name=dc1", "--host-ip=127.0.0.1",
        "--option=interfaces=127.0.0.1/8", "--option=bind interfaces only=yes")
    configuration = os.path.join(domain, "etc", "smb.conf")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(folder=domain, certificate=certificate, key=key))
    add_account(domain, account_password)
    with open(os.path.join(domain, "output"), "wb") as output:
        process = subprocess.Popen(
            ["samba", "-s", configuration, "-M", "single", "--foreground", "--no-process-group",
             "--debug-stdout"], stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    enclosure.wait_for_ldap(process)
    return [(plain, 389), (tls, 636)]


enclosure.main(start)
