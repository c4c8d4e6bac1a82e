"""A tenant full of strings that stand nowhere else, and requests that name what it has."""

import time

from google.protobuf import wrappers_pb2

import people
from api import Caller, import_steps
from rpc_cleanup import mask
from rpc_logins import login

ROLES = ("viewer", "reporter", "operator", "admin")


class TenantData:
    """A tenant with users, policy, analysis, run, holds, exemption and tokens of its own."""

    def __init__(self, api, fleet, name, marker):
        self.api, self.stubs, self.name, self.marker = api, api.stubs, name, marker
        created = fleet("Tenants/CreateTenant", name=name, display_name=f"{marker} Inc.")
        self.id, self.etag = created.id, created.etag
        self.ids = {created.id, created.etag}
        inside = Caller(api, fleet.token, name)
        self.tokens = {role: self._issue(inside, role) for role in ROLES}
        self.admin = Caller(api, self.tokens["admin"], name)
        self._make_wrong_tokens(inside)
        self._fill()
        self._act()

    def _issue(self, inside, role, expire_seconds=None, name=None):
        request = self.stubs.IssueTokenRequest(
            name=f"{self.marker}-{name or role}", role=self.stubs.Role.Code.Value(role.upper()))
        if expire_seconds:
            request.expire_time.FromMicroseconds(int((time.time() + expire_seconds) * 1e6))
        answer = inside("Tenants/IssueToken", request)
        self.ids.add(answer.token.id)
        self.token_id = answer.token.id
        return answer.secret

    def _make_wrong_tokens(self, inside):
        good = self.tokens["admin"]
        revoked = self._issue(inside, "admin", name="revoked")
        inside("Tenants/RevokeToken", id=self.token_id)
        expired = self._issue(inside, "admin", expire_seconds=1, name="expired")
        self.expired_after = time.time() + 1.1
        version, tenant, token, secret = good.split(".")
        other = "0" if secret[-1] != "0" else "1"
        self.wrong_tokens = {
            "revoked": revoked,
            "expired": expired,
            "of a wrong secret": good[:-1] + other,
            "of an unknown id": f"{version}.{tenant}.{'0' * 32}.{secret}",
            "of the fleet's form": f"{version}.fleet.{token}.{secret}",
            "cut short": good[:-2],
            "of another version": good.replace("dm1.", "dm2."),
            "malformed": "nonsense",
        }

    def _fill(self):
        stubs, marker = self.stubs, self.marker
        same = people.crowd(stubs, 5, display_name=marker, email=f"{marker}@example.org")
        own = people.crowd(stubs, 5, prefix=marker, groups=("members", f"{marker}-group"))
        self.admin("Directories/PutDirectory", directory=stubs.Directory(name=f"{marker}-more"))
        self.admin.import_users(
            same + own + [people.user(stubs, f"{self.name}-only", 400, display_name=marker)],
            [stubs.ImportedGroup(name=f"{marker}-group", parent=f"{marker}-parent")],
            request_id="same-id")
        for directory in self.admin("Directories/ListDirectories").directories:
            self.ids.add(directory.etag)
            self.directory_etag = directory.etag
        policy = self.admin("Cleanup/Configure", policy=stubs.Policy(
            action=stubs.Action.DEACTIVATE, inactive_after_days=180,
            exceptions=stubs.Exceptions(username_patterns=[f"{marker}-00004"]))).policy
        self.policy_etag = policy.etag
        schedule = self.admin("Cleanup/Schedule", schedule=stubs.Schedule(
            days=stubs.DailyRecurrence(every=1)))
        self.schedule_etag = schedule.etag
        self.provisioning_etag = self.admin(
            "Logins/ConfigureProvisioning", provisioning=stubs.Provisioning(directories=[
                stubs.DirectoryProvisioning(
                    directory="users", default_groups=[f"{marker}-group"])])).etag
        self.price_etag = self.admin("Cleanup/SetSeatPrice", price=stubs.SeatPrice(
            minor_units_per_month=7950, currency="NOK")).etag
        self.ids |= {policy.etag, schedule.etag, self.provisioning_etag, self.price_etag}

    def _act(self):
        stubs, marker, admin = self.stubs, self.marker, self.admin
        request = stubs.PutExemptionRequest(
            user=stubs.UserRef(username="user-00004"), owner=marker, reason=marker)
        people.stamp(request.until_time, -30)
        self.ids.add(admin("Cleanup/PutExemption", request).id)
        admin("Cleanup/ManualAction", action=stubs.ManualActionKind.DEACTIVATE, reason=marker,
              users=[stubs.UserRef(username="user-00003")])
        analysis = admin("Cleanup/Analyze")[-1].analysis
        self.analysis_id, self.candidates = analysis.id, analysis.candidate_count
        run = admin("Cleanup/Run", analysis_id=analysis.id, override_limits=marker,
                    confirm_candidate_count=analysis.candidate_count)
        self.run_id = admin.end_of(run.id).id
        self.ids |= {analysis.id, run.id}
        hold = admin("Directories/GetUser", user=stubs.UserRef(username="user-00001")).holds[0]
        self.ids.add(hold.id)
        self.audit_head = admin("Cleanup/VerifyAudit").head
        self.ids.add(self.audit_head.hash)
        more = people.crowd(stubs, 5, prefix=f"{marker}-more")
        admin.import_users(more, directory=f"{marker}-more")
        self.held_etag = admin.import_users(more[:2], directory=f"{marker}-more").held_listing.etag
        self.ids.add(self.held_etag)

    def state(self):
        """What must be the same after others have tried everything."""
        admin = self.admin
        tokens = admin("Tenants/ListTokens", page_size=1000).tokens
        return (
            [(token.id, token.revoke_time.seconds) for token in tokens],
            admin("Cleanup/GetPolicy"), admin("Cleanup/ListLogs"),
            admin("Directories/ListUsers", page_size=1000),
            admin("Directories/ListDirectories"), admin("Cleanup/ListExemptions"),
            admin("Cleanup/GetSchedule"), admin("Logins/GetProvisioning"),
            admin("Cleanup/VerifyAudit"), admin("Cleanup/GetLicenceHistory", days=400))

    def secrets(self):
        """What nobody else may ever see: the marker, and ids that only this tenant knows."""
        return {self.marker} | self.ids

    def page_token(self, path, **fields):
        return self.admin(path, page_size=1, **fields).next_page_token

    def requests(self):
        """For each RPC that takes a tenant, requests that name what this tenant has."""
        stubs = self.stubs
        only = stubs.UserRef(username=f"{self.name}-only")
        shared = stubs.UserRef(username="user-00001")
        token = self.page_token
        change = stubs.Policy(inactive_after_days=3, etag=self.policy_etag)
        exempt = stubs.PutExemptionRequest(user=only, owner="x", reason="x")
        people.stamp(exempt.until_time, -1)
        first = wrappers_pb2.BoolValue(value=True)
        schedule = stubs.Schedule(
            etag=self.schedule_etag, hours=stubs.HourlyRecurrence(every=5))
        return {
            "Cleanup/Configure": [stubs.ConfigureRequest(
                policy=change, update_mask=mask("inactive_after_days"))],
            "Cleanup/GetPolicy": [stubs.GetPolicyRequest()],
            "Cleanup/Analyze": [stubs.AnalyzeRequest()],
            "Cleanup/ListVerdicts": [
                stubs.ListVerdictsRequest(analysis_id=self.analysis_id),
                stubs.ListVerdictsRequest(page_size=1000),
                stubs.ListVerdictsRequest(
                    page_size=1, page_token=token("Cleanup/ListVerdicts"))],
            "Cleanup/ExplainUser": [stubs.ExplainUserRequest(user=only),
                                    stubs.ExplainUserRequest(user=shared)],
            "Cleanup/ManualAction": [stubs.ManualActionRequest(
                users=[user], action=stubs.ManualActionKind.DEACTIVATE, reason="x",
                analysis_id=analysis) for user, analysis in (
                    (only, ""), (shared, self.analysis_id))],
            "Cleanup/PutExemption": [exempt],
            "Cleanup/ListExemptions": [stubs.ListExemptionsRequest()],
            "Cleanup/DeleteExemption": [stubs.DeleteExemptionRequest(user=only)],
            "Cleanup/Run": [stubs.RunRequest(
                analysis_id=self.analysis_id, confirm_candidate_count=self.candidates)],
            "Cleanup/WatchRun": [stubs.WatchRunRequest(run_id=self.run_id, from_sequence=1),
                                 stubs.WatchRunRequest(from_sequence=1)],
            "Cleanup/CancelRun": [stubs.CancelRunRequest(run_id=self.run_id)],
            "Cleanup/UndoRun": [stubs.UndoRunRequest(run_id=self.run_id)],
            "Cleanup/ReleaseHeldRun": [stubs.ReleaseHeldRunRequest(
                directory=f"{self.marker}-more", reason="x", etag=self.held_etag)],
            "Cleanup/Schedule": [stubs.ScheduleRequest(schedule=schedule)],
            "Cleanup/GetSchedule": [stubs.GetScheduleRequest()],
            "Cleanup/PreviewSchedule": [stubs.PreviewScheduleRequest(schedule=schedule)],
            "Cleanup/ListLogs": [stubs.ListLogsRequest()],
            "Cleanup/GetLog": [stubs.GetLogRequest(run_id=self.run_id), stubs.GetLogRequest()],
            "Cleanup/ListOutcomes": [
                stubs.ListOutcomesRequest(run_id=self.run_id),
                stubs.ListOutcomesRequest(
                    page_size=1, page_token=token("Cleanup/ListOutcomes"))],
            "Cleanup/ExportLog": [stubs.ExportLogRequest(run_id=self.run_id, format=1),
                                  stubs.ExportLogRequest(format=2)],
            "Cleanup/Forecast": [stubs.ForecastRequest(days=366, max_users=1000)],
            "Cleanup/ListAuditEvents": [
                stubs.ListAuditEventsRequest(page_size=1000),
                stubs.ListAuditEventsRequest(
                    page_size=1, page_token=token("Cleanup/ListAuditEvents")),
                stubs.ListAuditEventsRequest(actor=self.token_id),
                stubs.ListAuditEventsRequest(user=stubs.UserRef(
                    directory="users", external_id=f"id-{self.marker}-00000"))],
            "Cleanup/VerifyAudit": [
                stubs.VerifyAuditRequest(),
                stubs.VerifyAuditRequest(expected_head=self.audit_head)],
            "Cleanup/GetLicenceHistory": [stubs.GetLicenceHistoryRequest(days=400)],
            "Cleanup/SetSeatPrice": [stubs.SetSeatPriceRequest(price=stubs.SeatPrice(
                minor_units_per_month=1, currency="NOK", etag=self.price_etag))],
            "Directories/PutDirectory": [stubs.PutDirectoryRequest(
                directory=stubs.Directory(name="users", etag=self.directory_etag))],
            "Directories/DeleteDirectory": [
                stubs.DeleteDirectoryRequest(name="users", etag=self.directory_etag)],
            "Directories/GetDirectory": [stubs.GetDirectoryRequest(name="users")],
            "Directories/ListDirectories": [
                stubs.ListDirectoriesRequest(),
                stubs.ListDirectoriesRequest(
                    page_size=1, page_token=token("Directories/ListDirectories"))],
            "Directories/TestDirectory": [
                stubs.TestDirectoryRequest(directory=f"{self.marker}-more")],
            "Directories/SyncDirectory": [
                stubs.SyncDirectoryRequest(directory=f"{self.marker}-more")],
            "Directories/ImportUsers": [list(import_steps(
                stubs, people.crowd(stubs, 2, active=first), mode=2))],
            "Directories/ListUsers": [
                stubs.ListUsersRequest(page_size=1000),
                stubs.ListUsersRequest(
                    page_size=1, page_token=token("Directories/ListUsers"))],
            "Directories/GetUser": [stubs.GetUserRequest(user=only),
                                    stubs.GetUserRequest(user=shared)],
            "Directories/ListGroups": [
                stubs.ListGroupsRequest(),
                stubs.ListGroupsRequest(
                    page_size=1, page_token=token("Directories/ListGroups"))],
            "Logins/ReportLogin": [login(stubs, only.username), login(stubs, shared.username)],
            "Logins/ReportLogins": [[login(stubs, only.username), login(stubs, shared.username)]],
            "Logins/ConfigureProvisioning": [stubs.ConfigureProvisioningRequest(
                update_mask=mask("directories"), provisioning=stubs.Provisioning(
                    etag=self.provisioning_etag))],
            "Logins/GetProvisioning": [stubs.GetProvisioningRequest()],
            "Tenants/IssueToken": [stubs.IssueTokenRequest(name="x", role=stubs.Role.ADMIN)],
            "Tenants/ListTokens": [
                stubs.ListTokensRequest(),
                stubs.ListTokensRequest(page_size=1, page_token=token("Tenants/ListTokens"))],
            "Tenants/RevokeToken": [stubs.RevokeTokenRequest(id=self.token_id)],
        }

    def fleet_requests(self):
        """For each RPC that takes no tenant, a request that names this one."""
        stubs = self.stubs
        return {
            "Tenants/CreateTenant": [stubs.CreateTenantRequest(name=self.name)],
            "Tenants/GetTenant": [stubs.GetTenantRequest(name=self.name)],
            "Tenants/ListTenants": [stubs.ListTenantsRequest()],
            "Tenants/DeleteTenant": [stubs.DeleteTenantRequest(name=self.name, etag=self.etag)],
            "Tenants/FleetStatus": [stubs.FleetStatusRequest()],
            "Tenants/BackupTenant": [stubs.BackupTenantRequest(name=self.name)],
            "Tenants/RestoreTenant": [[stubs.RestoreTenantRequest(
                begin=stubs.RestoreBegin(name=self.name, etag=self.etag))]],
        }
