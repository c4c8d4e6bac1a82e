"""389 Directory Server with last logins and memberships; prints its ports: plain, and TLS.

    serve_389ds.py FOLDER AUTHORITY CERTIFICATE KEY PASSWORD

Its suffix is dc=acme,dc=test, and PASSWORD that of cn=Directory Manager.
"""

import os
import shutil

import enclosure

NAME = "dormouse"
MANAGER = "cn=Directory Manager"
FOLDERS = ["/etc/dirsrv", "/var/lib/dirsrv", "/var/log/dirsrv"]

INSTANCE = """[general]
config_version = 2
full_machine_name = localhost
start = True
strict_host_checking = False
[slapd]
instance_name = {name}
root_dn = {manager}
root_password = {password}
port = 389
secure_port = 636
self_sign_cert = True
[backend-userroot]
suffix = dc=acme,dc=test
create_suffix_entry = True
sample_entries = no
"""

# Stands in for systemd, which the server's tools start and stop it with.
SYSTEMCTL = """#!/bin/sh
pid=/run/dirsrv/slapd-{name}.pid
case "$1" in
  start)
    /usr/sbin/ns-slapd -D /etc/dirsrv/slapd-{name} -i $pid || exit 1
    for _ in $(seq 600); do
      ldapsearch -x -H ldap://127.0.0.1 -b '' -s base 1.1 >/dev/null 2>&1 && exit 0
      sleep 0.1
    done
    exit 1
    ;;
  stop)
    [ -f $pid ] || exit 0
    old=$(cat $pid)
    kill "$old" || exit 0
    # One that is dead and that nobody has waited for yet has no memory any more.
    while grep -q VmSize "/proc/$old/status" 2>/dev/null; do sleep 0.1; done
    ;;
  is-active) [ -f $pid ] && grep -q VmSize "/proc/$(cat $pid)/status" 2>/dev/null ;;
esac
"""

PLUGINS = """dn: cn=Account Policy Plugin,cn=plugins,cn=config
changetype: modify
replace: nsslapd-pluginEnabled
nsslapd-pluginEnabled: on
-
replace: nsslapd-pluginarg0
nsslapd-pluginarg0: cn=config,cn=Account Policy Plugin,cn=plugins,cn=config

dn: cn=config,cn=Account Policy Plugin,cn=plugins,cn=config
changetype: modify
replace: alwaysrecordlogin
alwaysrecordlogin: yes
-
replace: stateattrname
stateattrname: lastLoginTime
-
replace: altstateattrname
altstateattrname: createTimestamp

dn: cn=7-bit check,cn=plugins,cn=config
changetype: modify
replace: nsslapd-pluginEnabled
nsslapd-pluginEnabled: off

dn: cn=MemberOf Plugin,cn=plugins,cn=config
changetype: modify
replace: nsslapd-pluginEnabled
nsslapd-pluginEnabled: on

dn: cn=referential integrity postoperation,cn=plugins,cn=config
changetype: modify
replace: nsslapd-pluginEnabled
nsslapd-pluginEnabled: on
"""


def start(folder, authority, certificate, key, password):
    plain, tls = enclosure.listen(), enclosure.listen()
    keep = os.path.join(folder, "dirsrv")
    shutil.copytree("/etc/dirsrv", keep)
    enclosure.enter(folder, [*FOLDERS, "/run", "/dev/shm"])
    shutil.copytree(keep, "/etc/dirsrv", dirs_exist_ok=True)
    # Of modes of their own: the server's tools would make them so that it cannot reach them.
    for own in (f"/run/lock/dirsrv/slapd-{NAME}", "/run/dirsrv"):
        os.makedirs(own)
    enclosure.run("chown", "-R", "dirsrv:dirsrv", *FOLDERS, "/run/dirsrv", "/run/lock/dirsrv")
    os.chmod("/dev/shm", 0o1777)
    tools = os.path.join(folder, "bin")
    os.mkdir(tools)
    write(os.path.join(tools, "systemctl"), SYSTEMCTL.format(name=NAME), 0o755)
    env = dict(os.environ, PATH=tools + ":/usr/sbin:" + os.environ["PATH"])
    answers = os.path.join(folder, "instance.inf")
    write(answers, INSTANCE.format(name=NAME, manager=MANAGER, password=password), 0o600)
    enclosure.run("/usr/sbin/dscreate", "from-file", answers, env=env)
    enclosure.run(
        "ldapmodify", "-x", "-H", "ldap://127.0.0.1", "-D", MANAGER, "-w", password, stdin=PLUGINS)
    enclosure.run("systemctl", "stop", f"dirsrv@{NAME}", env=env)
    enclosure.run("/usr/sbin/dsctl", NAME, "tls", "import-ca", authority, "authority", env=env)
    enclosure.run(
        "/usr/sbin/dsctl", NAME, "tls", "import-server-key-cert", certificate, key, env=env)
    enclosure.run("systemctl", "start", f"dirsrv@{NAME}", env=env)
    return [(plain, 389), (tls, 636)]


def write(path, text, mode):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


enclosure.main(start)
