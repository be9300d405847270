//! What an instance holds when it starts.
//!
//! A [`Seed`] is plain data: build it in code or read it from JSON. It is checked as it is planted, so that an
//! instance never starts with a member who is nobody.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::checks;
use super::clock;
use super::ids;
use super::invitations::{self, DEFAULT_DAYS, Invitation, SeedInvitationStatus};
use super::memberships::{self, Membership};
use super::organization_invitations::OrganizationInvitation;
use super::organizations::{Organization, by_slug, operations::free_slug};
use super::roles::{self, Role};
use super::store::Instance;
use super::users::{Identification, User};

/// The users, organizations and invitations an instance starts with.
///
/// ```
/// # use clerk_toolkit::sandbox::Seed;
/// let seed: Seed = serde_json::from_str(
///     r#"{
///         "users": [{"id": "user_1", "email_addresses": ["ada@example.com"]}],
///         "organizations": [{"name": "Acme", "members": [{"user_id": "user_1", "role": "org:admin"}]}]
///     }"#,
/// )?;
/// assert_eq!(seed.users.len(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    /// The users, the oldest first.
    pub users: Vec<SeedUser>,
    /// The organizations, the oldest first.
    pub organizations: Vec<SeedOrganization>,
    /// The invitations to the application.
    pub invitations: Vec<SeedInvitation>,
}

/// A user to start with.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeedUser {
    /// The id; a new one where absent.
    pub id: Option<String>,
    /// The id in another system.
    pub external_id: Option<String>,
    /// The username: 4 to 64 letters, digits, `_` and `-`.
    pub username: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// Verified email addresses; the first is the primary one.
    pub email_addresses: Vec<String>,
    /// Phone numbers in E.164 form; the first is the primary one.
    pub phone_numbers: Vec<String>,
    /// Whether the user may not sign in.
    pub banned: bool,
    /// Metadata that front ends can read.
    pub public_metadata: Map<String, Value>,
    /// Metadata that only back ends can read.
    pub private_metadata: Map<String, Value>,
    /// Metadata that front ends can write.
    pub unsafe_metadata: Map<String, Value>,
}

/// An organization to start with.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeedOrganization {
    /// The id; a new one where absent.
    pub id: Option<String>,
    /// The name: 1 to 256 characters.
    pub name: String,
    /// The slug; made from the name where absent.
    pub slug: Option<String>,
    /// The id of the user who created it.
    pub created_by: Option<String>,
    /// How many members and pending invitations there may be; 0 is without limit.
    pub max_allowed_memberships: u32,
    /// Metadata that front ends can read.
    pub public_metadata: Map<String, Value>,
    /// Metadata that only back ends can read.
    pub private_metadata: Map<String, Value>,
    /// The members.
    pub members: Vec<SeedMember>,
    /// The invitations to the organization.
    pub invitations: Vec<SeedOrganizationInvitation>,
}

/// A member of an organization to start with.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeedMember {
    /// The id of a user of the seed.
    pub user_id: String,
    /// `org:admin` or `org:member`.
    pub role: String,
    /// Metadata that front ends can read.
    pub public_metadata: Map<String, Value>,
    /// Metadata that only back ends can read.
    pub private_metadata: Map<String, Value>,
}

/// An invitation to an organization to start with. It expires 30 days after the start.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeedOrganizationInvitation {
    /// The id; a new one where absent.
    pub id: Option<String>,
    /// Who is invited.
    pub email_address: String,
    /// `org:admin` or `org:member`.
    pub role: String,
    /// What has become of it; pending where absent.
    pub status: SeedInvitationStatus,
    /// The id of the user who invites.
    pub inviter_user_id: Option<String>,
    /// Metadata that front ends can read.
    pub public_metadata: Map<String, Value>,
    /// Metadata that only back ends can read.
    pub private_metadata: Map<String, Value>,
}

/// An invitation to the application to start with. It expires 30 days after the start.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeedInvitation {
    /// The id; a new one where absent.
    pub id: Option<String>,
    /// Who is invited.
    pub email_address: String,
    /// What has become of it; pending where absent.
    pub status: SeedInvitationStatus,
    /// Metadata that will be the user's public metadata.
    pub public_metadata: Map<String, Value>,
}

impl Seed {
    /// Puts everything into an empty instance, or says what is wrong with the seed and where.
    pub(super) fn plant(self, instance: &mut Instance) -> Result<(), String> {
        for (place, user) in self.users.into_iter().enumerate() {
            plant_user(instance, user).map_err(|problem| format!("users[{place}]: {problem}"))?;
        }
        for (place, organization) in self.organizations.into_iter().enumerate() {
            plant_organization(instance, organization)
                .map_err(|problem| format!("organizations[{place}]: {problem}"))?;
        }
        for (place, invitation) in self.invitations.into_iter().enumerate() {
            plant_invitation(instance, invitation).map_err(|problem| format!("invitations[{place}]: {problem}"))?;
        }
        Ok(())
    }
}

fn plant_user(instance: &mut Instance, seed: SeedUser) -> Result<(), String> {
    let id = new_id(seed.id, "user", |id| instance.users.get(id).is_some())?;
    let now = instance.created_at;
    for email in &seed.email_addresses {
        check(checks::email, "email_addresses", email)?;
        if instance.users.iter().any(|user| user.has_email(email)) {
            return Err(format!("two users have the email address {email}"));
        }
    }
    for number in &seed.phone_numbers {
        check(checks::phone, "phone_numbers", number)?;
    }
    if let Some(username) = &seed.username {
        check(checks::username, "username", username)?;
        if instance.users.iter().any(|user| user.username.as_ref() == Some(username)) {
            return Err(format!("two users have the username {username}"));
        }
    }
    let all = |values: &[String]| values.iter().map(|value| Identification::new(value, false, now)).collect();
    let mut user = User {
        id,
        external_id: seed.external_id,
        username: seed.username,
        first_name: seed.first_name,
        last_name: seed.last_name,
        email_addresses: all(&seed.email_addresses),
        phone_numbers: all(&seed.phone_numbers),
        banned: seed.banned,
        delete_self_enabled: true,
        create_organization_enabled: true,
        public_metadata: seed.public_metadata,
        private_metadata: seed.private_metadata,
        unsafe_metadata: seed.unsafe_metadata,
        created_at: now,
        updated_at: now,
        ..User::default()
    };
    user.make_first_ones_primary();
    instance.users.insert(user);
    Ok(())
}

fn plant_organization(instance: &mut Instance, seed: SeedOrganization) -> Result<(), String> {
    let id = new_id(seed.id, "org", |id| instance.organizations.get(id).is_some())?;
    let now = instance.created_at;
    check(checks::organization_name, "name", &seed.name)?;
    let slug = seed.slug.unwrap_or_else(|| free_slug(instance, &seed.name));
    check(checks::slug, "slug", &slug)?;
    if by_slug(instance, &slug).is_some() {
        return Err(format!("two organizations have the slug {slug}"));
    }
    if let Some(creator) = &seed.created_by {
        known_user(instance, creator)?;
    }
    instance.organizations.insert(Organization {
        id: id.clone(),
        name: seed.name,
        slug,
        created_by: seed.created_by,
        max_allowed_memberships: seed.max_allowed_memberships.into(),
        admin_delete_enabled: true,
        public_metadata: seed.public_metadata,
        private_metadata: seed.private_metadata,
        created_at: now,
        updated_at: now,
    });
    for member in seed.members {
        known_user(instance, &member.user_id)?;
        if memberships::of(instance, &id, &member.user_id).is_some() {
            return Err(format!("{} is a member twice", member.user_id));
        }
        instance.memberships.insert(Membership {
            public_metadata: member.public_metadata,
            private_metadata: member.private_metadata,
            ..Membership::new(&id, &member.user_id, role(&member.role)?, now)
        });
    }
    for invitation in seed.invitations {
        plant_organization_invitation(instance, &id, invitation)?;
    }
    Ok(())
}

fn plant_organization_invitation(
    instance: &mut Instance,
    organization_id: &str,
    seed: SeedOrganizationInvitation,
) -> Result<(), String> {
    let id = new_id(seed.id, "orginv", |id| instance.organization_invitations.get(id).is_some())?;
    let now = instance.created_at;
    check(checks::email, "email_address", &seed.email_address)?;
    if let Some(inviter) = &seed.inviter_user_id {
        known_user(instance, inviter)?;
    }
    let invitation = OrganizationInvitation {
        id,
        organization_id: organization_id.to_owned(),
        email_address: seed.email_address,
        role: role(&seed.role)?,
        inviter_id: seed.inviter_user_id,
        status: seed.status,
        url: invitations::link(instance),
        public_metadata: seed.public_metadata,
        private_metadata: seed.private_metadata,
        expires_at: now + DEFAULT_DAYS * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    instance.organization_invitations.insert(invitation);
    Ok(())
}

fn plant_invitation(instance: &mut Instance, seed: SeedInvitation) -> Result<(), String> {
    let id = new_id(seed.id, "inv", |id| instance.invitations.get(id).is_some())?;
    let now = instance.created_at;
    check(checks::email, "email_address", &seed.email_address)?;
    let invitation = Invitation {
        id,
        email_address: seed.email_address,
        status: seed.status,
        url: invitations::link(instance),
        public_metadata: seed.public_metadata,
        expires_at: now + DEFAULT_DAYS * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    instance.invitations.insert(invitation);
    Ok(())
}

fn new_id(given: Option<String>, prefix: &str, exists: impl Fn(&str) -> bool) -> Result<String, String> {
    let Some(id) = given else {
        return Ok(ids::resource(prefix));
    };
    let well_formed = id
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !well_formed {
        return Err(format!("the id {id:?} must be {prefix}_ and letters or digits"));
    }
    if exists(&id) {
        return Err(format!("the id {id} is there twice"));
    }
    Ok(id)
}

fn check(check: checks::Check, name: &str, value: &str) -> Result<(), String> {
    check(name, value).map_or(Ok(()), |problem| Err(format!("{name} {value:?}: {problem}")))
}

fn known_user(instance: &Instance, id: &str) -> Result<(), String> {
    match instance.users.get(id) {
        Some(_) => Ok(()),
        None => Err(format!("the seed has no user {id:?}")),
    }
}

fn role(key: &str) -> Result<&'static Role, String> {
    roles::find(key).map_err(|_| format!("the role {key:?} must be org:admin or org:member"))
}
