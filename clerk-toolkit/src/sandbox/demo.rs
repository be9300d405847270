//! The users and organizations that a sandbox starts with by default.
//!
//! Their ids never change, so documentation, examples and tests can refer to them.

use serde_json::json;

use super::metadata::object;
use super::seed::{Seed, SeedInvitation, SeedMember, SeedOrganization, SeedOrganizationInvitation, SeedUser};

/// Ada Lovelace, `ada@example.com`: administrator of [`ACME`], member of [`GLOBEX`].
pub const ADA: &str = "user_2AdaLovelace000000000000001";
/// Grace Hopper, `grace@example.com`: member of [`ACME`].
pub const GRACE: &str = "user_2GraceHopper000000000000001";
/// Alan Turing, `alan@example.com`: member of [`ACME`].
pub const ALAN: &str = "user_2AlanTuring0000000000000001";
/// Katherine Johnson, `katherine@example.com`: administrator of [`GLOBEX`].
pub const KATHERINE: &str = "user_2KatherineJohnson0000000001";
/// Edsger Dijkstra, `edsger@example.com`: member of no organization.
pub const EDSGER: &str = "user_2EdsgerDijkstra000000000001";
/// Acme Inc, slug `acme`.
pub const ACME: &str = "org_2AcmeInc0000000000000000001";
/// Globex, slug `globex`.
pub const GLOBEX: &str = "org_2Globex00000000000000000001";
/// The pending invitation of `newcomer@example.com` to [`ACME`].
pub const ACME_INVITATION: &str = "orginv_2AcmeInvitation000000000001";
/// The pending invitation of `guest@example.com` to the application.
pub const INVITATION: &str = "inv_2GuestInvitation00000000001";

/// The demo data as a [`Seed`]. Change it to start with nearly the same data:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use clerk_toolkit::sandbox::{Sandbox, demo};
///
/// let mut seed = demo::seed();
/// seed.users[0].banned = true;
/// let sandbox = Sandbox::builder().seed(seed).start().await?;
/// # Ok(()) }
/// ```
pub fn seed() -> Seed {
    Seed {
        users: users(),
        organizations: vec![acme(), globex()],
        invitations: vec![SeedInvitation {
            id: Some(INVITATION.into()),
            email_address: "guest@example.com".into(),
            public_metadata: object(json!({"plan": "trial"})),
            ..SeedInvitation::default()
        }],
    }
}

fn users() -> Vec<SeedUser> {
    vec![
        SeedUser {
            public_metadata: object(json!({"plan": "pro", "preferences": {"theme": "dark", "language": "en"}})),
            private_metadata: object(json!({
                "internal_note": "Asked for a refund in March.",
                "billing": {"customer_id": "cus_demo_ada", "risk": {"score": 12}},
            })),
            unsafe_metadata: object(json!({"nickname": "Countess"})),
            ..user(ADA, "Ada", "Lovelace")
        },
        SeedUser {
            public_metadata: object(json!({"plan": "free"})),
            private_metadata: object(json!({"internal_note": "Prefers calls over email."})),
            ..user(GRACE, "Grace", "Hopper")
        },
        user(ALAN, "Alan", "Turing"),
        SeedUser { public_metadata: object(json!({"plan": "enterprise"})), ..user(KATHERINE, "Katherine", "Johnson") },
        user(EDSGER, "Edsger", "Dijkstra"),
    ]
}

fn user(id: &str, first_name: &str, last_name: &str) -> SeedUser {
    let username = format!("{first_name}-{last_name}").to_lowercase();
    SeedUser {
        id: Some(id.into()),
        email_addresses: vec![format!("{}@example.com", first_name.to_lowercase())],
        username: Some(username),
        first_name: Some(first_name.into()),
        last_name: Some(last_name.into()),
        ..SeedUser::default()
    }
}

fn acme() -> SeedOrganization {
    SeedOrganization {
        id: Some(ACME.into()),
        name: "Acme Inc".into(),
        slug: Some("acme".into()),
        created_by: Some(ADA.into()),
        public_metadata: object(json!({"industry": "explosives"})),
        private_metadata: object(
            json!({"internal_note": "Contract ends in June.", "billing": {"customer_id": "cus_demo_acme"}}),
        ),
        members: vec![
            SeedMember {
                public_metadata: object(json!({"title": "Head of Computing"})),
                private_metadata: object(json!({"internal_note": "Holds the signing key."})),
                ..member(ADA, "org:admin")
            },
            member(GRACE, "org:member"),
            member(ALAN, "org:member"),
        ],
        invitations: vec![SeedOrganizationInvitation {
            id: Some(ACME_INVITATION.into()),
            email_address: "newcomer@example.com".into(),
            role: "org:member".into(),
            inviter_user_id: Some(ADA.into()),
            private_metadata: object(json!({"internal_note": "Met at the conference."})),
            ..SeedOrganizationInvitation::default()
        }],
        ..SeedOrganization::default()
    }
}

fn globex() -> SeedOrganization {
    SeedOrganization {
        id: Some(GLOBEX.into()),
        name: "Globex".into(),
        slug: Some("globex".into()),
        created_by: Some(KATHERINE.into()),
        members: vec![member(KATHERINE, "org:admin"), member(ADA, "org:member")],
        ..SeedOrganization::default()
    }
}

fn member(user_id: &str, role: &str) -> SeedMember {
    SeedMember { user_id: user_id.into(), role: role.into(), ..SeedMember::default() }
}
