//! One valid call of every tool in [`SEEDS`](crate::SEEDS), with the demo data.

use clerk_toolkit::sandbox::demo::{ACME, ACME_INVITATION, ADA, EDSGER, GRACE, INVITATION};
use serde_json::{Map, Value, json};

/// A call that succeeds on a new sandbox.
#[derive(Debug, Clone)]
pub struct Call {
    /// The tool's name.
    pub tool: &'static str,
    /// The required arguments.
    pub required: Value,
    /// All other arguments.
    pub optional: Value,
}

impl Call {
    /// All arguments.
    pub fn full(&self) -> Value {
        let fields = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let both: Map<String, Value> = fields(&self.required).into_iter().chain(fields(&self.optional)).collect();
        both.into()
    }
}

/// One call of each tool in [`SEEDS`](crate::SEEDS), and two of `getOrganization`, which takes either `organizationId` or `slug`.
///
/// Run each call on a new sandbox. Calls with private metadata need a toolkit that allows it.
pub fn calls() -> Vec<Call> {
    let mut calls = users();
    calls.extend(organizations());
    calls.extend(members());
    calls.extend(invitations());
    calls
}

fn call(tool: &'static str, required: Value, optional: Value) -> Call {
    Call { tool, required, optional }
}

fn users() -> Vec<Call> {
    vec![
        call("getUserId", json!({}), json!({})),
        call("getUser", json!({ "userId": ADA }), json!({})),
        call("getUserCount", json!({}), json!({})),
        call(
            "updateUser",
            json!({ "userId": ADA }),
            json!({
                "firstName": "Augusta",
                "lastName": "King",
                "username": "countess",
                "profileImageId": "img_2Portrait",
            }),
        ),
        call("updateUserPublicMetadata", json!({ "userId": ADA, "metadata": { "plan": null } }), json!({})),
        call("updateUserUnsafeMetadata", json!({ "userId": ADA, "metadata": { "seen": [1, 2] } }), json!({})),
    ]
}

fn organizations() -> Vec<Call> {
    let metadata = json!({ "publicMetadata": { "tier": 1 }, "privateMetadata": { "margin": { "percent": 12 } } });
    vec![
        call("getOrganization", json!({ "organizationId": ACME }), json!({ "includeMembersCount": true })),
        call("getOrganization", json!({ "slug": "acme" }), json!({ "includeMembersCount": false })),
        call(
            "createOrganization",
            json!({ "name": "Initech" }),
            json!({
                "slug": "initech-2",
                "createdBy": EDSGER,
                "maxAllowedMemberships": 5,
                "publicMetadata": { "tier": 1 },
                "privateMetadata": { "margin": 12 },
            }),
        ),
        call(
            "updateOrganization",
            json!({ "organizationId": ACME }),
            json!({
                "name": "Acme Limited",
                "slug": "acme-ltd",
                "maxAllowedMemberships": 0,
                "publicMetadata": { "tier": 1 },
                "privateMetadata": { "margin": 12 },
            }),
        ),
        call("updateOrganizationMetadata", json!({ "organizationId": ACME }), metadata),
        call("deleteOrganization", json!({ "organizationId": ACME }), json!({})),
    ]
}

fn members() -> Vec<Call> {
    let metadata = json!({ "publicMetadata": { "title": null }, "privateMetadata": { "salary": 1 } });
    let grace = json!({ "organizationId": ACME, "userId": GRACE });
    vec![
        call(
            "createOrganizationMembership",
            json!({ "organizationId": ACME, "userId": EDSGER, "role": "org:member" }),
            json!({}),
        ),
        call(
            "updateOrganizationMembership",
            json!({ "organizationId": ACME, "userId": GRACE, "role": "org:admin" }),
            json!({}),
        ),
        call("updateOrganizationMembershipMetadata", json!({ "organizationId": ACME, "userId": ADA }), metadata),
        call("deleteOrganizationMembership", grace, json!({})),
    ]
}

fn invitations() -> Vec<Call> {
    vec![
        call(
            "createOrganizationInvitation",
            json!({ "organizationId": ACME, "emailAddress": "linus@example.com", "role": "org:member" }),
            json!({
                "inviterUserId": ADA,
                "redirectUrl": "https://example.com/welcome",
                "publicMetadata": { "team": "kernel" },
            }),
        ),
        call(
            "revokeOrganizationInvitation",
            json!({ "organizationId": ACME, "invitationId": ACME_INVITATION }),
            json!({ "requestingUserId": ADA }),
        ),
        call(
            "createInvitation",
            json!({ "emailAddress": "linus@example.com" }),
            json!({
                "redirectUrl": "https://example.com/welcome",
                "publicMetadata": { "plan": "trial" },
                "notify": false,
                "ignoreExisting": true,
            }),
        ),
        call("revokeInvitation", json!({ "invitationId": INVITATION }), json!({})),
    ]
}
