internal import Cleanup
internal import Directories
internal import LDAP

/// A connection to a server that knows who asks, whose errors say what to do.
struct LDAPSession: Sendable {
  private let connection: LDAPConnection

  init(_ connection: LDAPConnection) {
    self.connection = connection
  }

  /// A page of a search.
  func page(
    of search: LDAPSearch, after cookie: LDAPCookie? = nil, while step: DirectoryError.Step
  ) async throws(DirectoryError) -> LDAPPage {
    do throws(LDAPError) {
      return try await connection.page(of: search, after: cookie)
    } catch {
      throw DirectoryError(error, while: step)
    }
  }

  /// An entry by its name; nil when there is none.
  func entry(
    _ name: String, _ attributes: [String], while step: DirectoryError.Step
  ) async throws(DirectoryError) -> LDAPEntry? {
    do throws(LDAPError) {
      return try await connection.page(of: .entry(name, attributes: attributes)).entries.first
    } catch .refused(.noSuchObject) {
      return nil
    } catch {
      throw DirectoryError(error, while: step)
    }
  }

  /// Whether somebody other than who asks has a last login. Who asks has just got one, which says nothing of
  /// how long they have been kept.
  func keepsLogins(
    _ schema: LDAPSchema, besides bindName: String
  ) async throws(DirectoryError) -> Bool {
    let own = LDAPName.key(bindName)
    let search = LDAPSearch(
      base: schema.userBase, filter: .all([schema.userFilter, schema.hasLastLogin]),
      attributes: ["1.1"], pageSize: 2)
    let page = try await page(of: search, while: .reading(.user))
    return page.entries.contains { LDAPName.key($0.name) != own }
  }

  /// Changes an entry. That it is so already is no error.
  func modify(
    _ name: String, _ modifications: [LDAPModification], while step: DirectoryError.Step
  ) async throws(DirectoryError) {
    do throws(LDAPError) {
      try await connection.modify(name, modifications)
    } catch {
      // What they mean differs, and whoever reads the entry again sees it.
      switch error {
      case .refused(.noSuchAttribute), .refused(.attributeOrValueExists),
        .refused(.entryAlreadyExists):
        return
      default: throw DirectoryError(error, while: step)
      }
    }
  }

  /// Adds an entry; false when there is one of that name already.
  func add(
    _ name: String, _ attributes: [LDAPModification], while step: DirectoryError.Step
  ) async throws(DirectoryError) -> Bool {
    do throws(LDAPError) {
      try await connection.add(name, attributes)
      return true
    } catch .refused(.entryAlreadyExists) {
      return false
    } catch {
      throw DirectoryError(error, while: step)
    }
  }

  /// Whether an entry has a value in an attribute, whose values may be too many to be read.
  func has(
    _ attribute: String, _ value: String, in name: String, while step: DirectoryError.Step
  ) async throws(DirectoryError) -> Bool {
    let search = LDAPSearch(
      base: name, scope: .base, filter: .equal(attribute, value), attributes: ["1.1"])
    do throws(LDAPError) {
      return try await !connection.page(of: search).entries.isEmpty
    } catch .refused(.noSuchObject) {
      return false
    } catch {
      throw DirectoryError(error, while: step)
    }
  }

  /// Whether something can be done on the connection still, as far as is known without trying.
  var isOpen: Bool {
    get async { await connection.isOpen }
  }

  /// Closes the connection.
  func close() async {
    await connection.close()
  }
}

extension LDAPSession {
  /// Whether a server's schema has an attribute, or a class where it is asked for `objectClasses`
  /// (RFC 4512, section 4.1).
  func knows(
    _ word: String, of list: String = "attributeTypes", in schemaEntry: String
  ) async throws(DirectoryError) -> Bool {
    let search = LDAPSearch(
      base: schemaEntry, scope: .base, filter: .equal("objectClass", "subschema"),
      attributes: [list])
    let types = try await page(of: search, while: .looking).entries.first?.values(of: list)
    let name = "'\(word)'".lowercased()
    return (types ?? []).contains { type in
      String(decoding: type, as: UTF8.self).split(separator: " ").contains {
        $0.lowercased() == name
      }
    }
  }
}
