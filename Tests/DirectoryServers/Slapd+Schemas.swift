extension Slapd {
  /// As much of the schemas of Active Directory and 389 Directory Server as a connector reads, with their
  /// numbers: `user`, `group` and, beside any other class, `nsAccount`. The meaning is theirs; here the
  /// attributes only hold what was put there.
  static let otherSchemas = """
    objectidentifier MS 1.2.840.113556.1
    objectidentifier NS 2.16.840.1.113730.3
    attributetype ( MS:4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
    attributetype ( MS:4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
    attributetype ( MS:4.914 NAME 'allowedAttributesEffective' EQUALITY caseIgnoreMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
    attributetype ( MS:4.8 NAME 'userAccountControl' EQUALITY integerMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
    attributetype ( MS:4.98 NAME 'primaryGroupID' EQUALITY integerMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
    attributetype ( MS:4.1696 NAME 'lastLogonTimestamp' EQUALITY integerMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
    attributetype ( MS:4.2 NAME 'objectGUID' EQUALITY octetStringMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
    attributetype ( MS:4.146 NAME 'objectSid' EQUALITY octetStringMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
    attributetype ( MS:2.2 NAME 'whenCreated' EQUALITY generalizedTimeMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
    objectclass ( MS:5.9 NAME 'user' SUP organizationalPerson STRUCTURAL
      MUST ( sAMAccountName $ objectGUID $ userAccountControl $ primaryGroupID )
      MAY ( displayName $ mail $ objectSid $ objectCategory $ lastLogonTimestamp $ whenCreated
        $ allowedAttributesEffective ) )
    objectclass ( MS:5.8 NAME 'group' SUP top STRUCTURAL MUST ( cn $ objectGUID $ objectSid )
      MAY ( member $ allowedAttributesEffective ) )
    attributetype ( NS:1.542 NAME 'nsUniqueId' EQUALITY caseIgnoreMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
    attributetype ( NS:1.610 NAME 'nsAccountLock' EQUALITY caseIgnoreMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
    attributetype ( NS:1.575 NAME 'nsRoleDN' EQUALITY distinguishedNameMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 )
    attributetype ( 2.16.840.1.113719.1.1.4.1.35 NAME 'lastLoginTime' EQUALITY generalizedTimeMatch
      SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
    objectclass ( NS:2.331 NAME 'nsAccount' SUP top AUXILIARY MUST nsUniqueId
      MAY ( nsAccountLock $ nsRoleDN $ lastLoginTime ) )
    """
}
