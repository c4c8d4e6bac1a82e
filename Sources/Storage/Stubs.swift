package import Cleanup

extension TenantReader {
  package func directories() throws(StorageError) -> [DirectorySettings] { preconditionFailure() }
  package func directory(named: String) throws(StorageError) -> DirectorySettings? { preconditionFailure() }
  package func directory(_ id: DirectoryID) throws(StorageError) -> DirectorySettings? { preconditionFailure() }
  package func groupGraph() throws(StorageError) -> GroupGraph { preconditionFailure() }
  package func resolve(_ ref: UserRef) throws(StorageError) -> UserMatch { preconditionFailure() }
  package func user(_ id: UserID) throws(StorageError) -> User? { preconditionFailure() }
  package func isVanished(_ id: UserID) throws(StorageError) -> Bool { preconditionFailure() }
  package func details(of id: UserID) throws(StorageError) -> UserDetails? { preconditionFailure() }
  package func users(_ filter: UserFilter, after: UserCursor?, limit: Int) throws(StorageError) -> Page<User, UserCursor> { preconditionFailure() }
  package func groups(inDirectory: String?, after: GroupCursor?, limit: Int) throws(StorageError) -> Page<Group, GroupCursor> { preconditionFailure() }
  package func openHolds(of user: UserID) throws(StorageError) -> [Hold] { preconditionFailure() }
  package func hold(_ id: String) throws(StorageError) -> Hold? { preconditionFailure() }
  package func memberGroups(of user: UserID) throws(StorageError) -> [GroupID] { preconditionFailure() }
  package func isMember(_ user: UserID, of group: GroupID) throws(StorageError) -> Bool { preconditionFailure() }
  package func userCount() throws(StorageError) -> Int { preconditionFailure() }
  package func facts(of id: UserID) throws(StorageError) -> UserFacts? { preconditionFailure() }
  package func policy() throws(StorageError) -> StoredPolicy? { preconditionFailure() }
  package func policy(revision: Int64) throws(StorageError) -> StoredPolicy? { preconditionFailure() }
  package func analysis(_ id: String) throws(StorageError) -> Analysis? { preconditionFailure() }
  package func latestAnalysis() throws(StorageError) -> Analysis? { preconditionFailure() }
  package func verdict(of user: UserID, inAnalysis: String) throws(StorageError) -> Verdict? { preconditionFailure() }
  package func verdicts(ofAnalysis: String, _ filter: VerdictFilter, order: VerdictOrder, after: VerdictCursor?, limit: Int) throws(StorageError) -> Page<UserVerdict, VerdictCursor> { preconditionFailure() }
  package func run(_ id: String) throws(StorageError) -> Run? { preconditionFailure() }
  package func latestRun() throws(StorageError) -> Run? { preconditionFailure() }
  package func runningRun() throws(StorageError) -> Run? { preconditionFailure() }
  package func isCancelRequested(_ runID: String) throws(StorageError) -> Bool { preconditionFailure() }
  package func runs(after: RunCursor?, limit: Int) throws(StorageError) -> Page<Run, RunCursor> { preconditionFailure() }
  package func runCount() throws(StorageError) -> Int { preconditionFailure() }
  package func remainingCandidates(ofRun: String, after: UserID?, limit: Int) throws(StorageError) -> [UserVerdict] { preconditionFailure() }
  package func outcomes(ofRun: String, _ filter: OutcomeFilter, after sequence: Int64, limit: Int) throws(StorageError) -> Page<Outcome, Int64> { preconditionFailure() }
  package func outcomes(ofRun: String, after sequence: Int64, limit: Int) throws(StorageError) -> Page<Outcome, Int64> { preconditionFailure() }
  package func outcome(of user: UserID, inRun: String) throws(StorageError) -> Outcome? { preconditionFailure() }
  package func recentlyCleaned(since: Moment) throws(StorageError) -> RecentlyCleaned { preconditionFailure() }
  package func exemption(of user: UserID) throws(StorageError) -> Exemption? { preconditionFailure() }
  package func exemptions(after: ExemptionCursor?, limit: Int) throws(StorageError) -> Page<Exemption, ExemptionCursor> { preconditionFailure() }
}

extension TenantWriter {
  package func putDirectory(named: String, kind: DirectoryKind, position: Int? = nil, capabilities: DirectoryCapabilities = .init(), at: Moment) throws(StorageError) -> DirectorySettings { preconditionFailure() }
  package func putPolicy(_ policy: Policy, by: String, at: Moment) throws(StorageError) -> StoredPolicy { preconditionFailure() }
  package func setActive(_ isActive: Bool, of user: UserID, at: Moment) throws(StorageError) -> Bool { preconditionFailure() }
  package func removeMembership(of user: UserID, in group: GroupID) throws(StorageError) -> Bool { preconditionFailure() }
  package func addMembership(of user: UserID, in group: GroupID, at: Moment) throws(StorageError) -> Bool { preconditionFailure() }
  package func recordSignal(_ signal: ActivitySignal, of user: UserID) throws(StorageError) { preconditionFailure() }
  package func openHold(_ hold: Hold, by: String = "") throws(StorageError) { preconditionFailure() }
  package func closeHold(_ id: String, because: HoldEnd, at: Moment) throws(StorageError) -> Bool { preconditionFailure() }
  package func closeHolds(of user: UserID, effect: Effect? = nil, group: GroupID? = nil, wakeableOnly: Bool = false, because: HoldEnd, at: Moment) throws(StorageError) -> [Hold] { preconditionFailure() }
  package func beginAnalysis(_ draft: AnalysisDraft) throws(StorageError) -> AnalysisHandle { preconditionFailure() }
  package func appendVerdicts(_ verdicts: [(user: UserID, verdict: Verdict)], to: AnalysisHandle) throws(StorageError) { preconditionFailure() }
  package func completeAnalysis(_ handle: AnalysisHandle, tally: AnalysisTally) throws(StorageError) -> Analysis { preconditionFailure() }
  package func discardAnalysis(_ handle: AnalysisHandle) throws(StorageError) { preconditionFailure() }
  package func createRun(_ run: Run) throws(StorageError) { preconditionFailure() }
  package func appendOutcomes(_ outcomes: [Outcome], toRun: String) throws(StorageError) -> [Outcome] { preconditionFailure() }
  package func requestCancel(ofRun: String, by: String, at: Moment) throws(StorageError) -> Bool { preconditionFailure() }
  package func finishRun(_ id: String, state: Run.State, at: Moment) throws(StorageError) -> Run { preconditionFailure() }
  package func setLogFile(_ path: String, ofRun: String) throws(StorageError) { preconditionFailure() }
  package func putExemption(_ exemption: Exemption) throws(StorageError) { preconditionFailure() }
  package func deleteExemption(of user: UserID) throws(StorageError) -> Bool { preconditionFailure() }
}

extension TenantReader {
  package func forEachUser(createdUntil: Moment? = nil, _ body: (UserFacts) throws(StorageError) -> Void) throws(StorageError) { preconditionFailure() }
  package func forEachUser<Failure: StorageFailure>(failingWith: Failure.Type, createdUntil: Moment? = nil, _ body: (UserFacts) throws(Failure) -> Void) throws(Failure) { preconditionFailure() }
  package func forEachActiveMember(of groups: [GroupID], _ body: (UserFacts, _ directoryPosition: Int) throws(StorageError) -> Void) throws(StorageError) { preconditionFailure() }
}
extension TenantDatabase {
  package func beginImport(into directory: DirectoryID, mode: ImportMode, at now: Moment) async throws(StorageError) -> ImportSession { preconditionFailure() }
  package func prune(at now: Moment) async throws(StorageError) { preconditionFailure() }
}
package final class ImportSession: Sendable {
  package let directory: DirectoryID; package let generation: Int64
  init(directory: DirectoryID, generation: Int64) { self.directory = directory; self.generation = generation }
  package func append(users: [ImportedUser], groups: [ImportedGroup], at now: Moment) async throws(StorageError) { preconditionFailure() }
  package func finish<Value: Sendable>(userCount: Int? = nil, groupCount: Int? = nil, at now: Moment,
    record: @Sendable (TenantWriter, ImportSummary) throws(StorageError) -> Value) async throws(StorageError) -> Committed<Value> { preconditionFailure() }
  package func abandon() async { preconditionFailure() }
}
