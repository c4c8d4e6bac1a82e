internal import CLDAP
internal import Glibc

/// Changes of attributes as libldap takes them.
final class ModificationList {
  /// Borrowed for as long as the list lives.
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<LDAPMod>?>
  private let count: Int

  init(_ modifications: [LDAPModification]) {
    count = modifications.count
    pointer = .allocate(capacity: count + 1)
    for (index, modification) in modifications.enumerated() {
      (pointer + index).initialize(to: Self.make(modification))
    }
    (pointer + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { Self.free(pointer[index]) }
    pointer.deinitialize(count: count + 1)
    pointer.deallocate()
  }

  private static func make(_ modification: LDAPModification) -> UnsafeMutablePointer<LDAPMod> {
    let made = UnsafeMutablePointer<LDAPMod>.allocate(capacity: 1)
    made.initialize(to: LDAPMod())
    made.pointee.mod_op = modification.operation.number | LDAP_MOD_BVALUES
    made.pointee.mod_type = strdup(modification.attribute)
    // No values at all means every value where some are deleted or replaced.
    if !modification.values.isEmpty {
      made.pointee.mod_vals.modv_bvals = makeValues(modification.values)
    }
    return made
  }

  private static func makeValues(
    _ values: [[UInt8]]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<berval>?> {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<berval>?>.allocate(
      capacity: values.count + 1)
    for (index, value) in values.enumerated() {
      let made = UnsafeMutablePointer<berval>.allocate(capacity: 1)
      let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: max(value.count, 1))
      for (place, byte) in value.enumerated() {
        (bytes + place).initialize(to: CChar(bitPattern: byte))
      }
      made.initialize(to: berval(bv_len: UInt(value.count), bv_val: bytes))
      (list + index).initialize(to: made)
    }
    (list + values.count).initialize(to: nil)
    return list
  }

  private static func free(_ modification: UnsafeMutablePointer<LDAPMod>?) {
    guard let modification else { return }
    Glibc.free(modification.pointee.mod_type)
    if var value = modification.pointee.mod_vals.modv_bvals {
      let list = value
      while let made = value.pointee {
        made.pointee.bv_val.deallocate()
        made.deallocate()
        value += 1
      }
      list.deallocate()
    }
    modification.deallocate()
  }
}

extension LDAPModification.Operation {
  fileprivate var number: Int32 {
    switch self {
    case .add: LDAP_MOD_ADD
    case .delete: LDAP_MOD_DELETE
    case .replace: LDAP_MOD_REPLACE
    }
  }
}
