//! Puts a seed into an empty instance, and refuses one that Clerk could not hold.

use serde_json::{Map, Value};

use super::{Seed, SeedError, SeedInvitation, SeedMember, SeedOrganization, SeedOrganizationInvitation, SeedUser};
use crate::sandbox::checks::{self, Check};
use crate::sandbox::clock;
use crate::sandbox::form::{self, METADATA_LIMIT};
use crate::sandbox::ids;
use crate::sandbox::invitations::{self, DEFAULT_DAYS, Invitation};
use crate::sandbox::memberships::{self, Membership};
use crate::sandbox::organization_invitations::OrganizationInvitation;
use crate::sandbox::organizations::{Organization, by_slug, operations::free_slug};
use crate::sandbox::roles::{self, Role};
use crate::sandbox::store::{Instance, Row, Table};
use crate::sandbox::users::{Identification, User};

type Planted = Result<(), SeedError>;

impl Seed {
    /// Puts everything into an empty instance, or returns the first mistake.
    pub(in crate::sandbox) fn plant(self, instance: &mut Instance) -> Planted {
        for (index, user) in self.users.into_iter().enumerate() {
            plant_user(instance, &format!("users[{index}]"), user)?;
        }
        for (index, organization) in self.organizations.into_iter().enumerate() {
            plant_organization(instance, &format!("organizations[{index}]"), organization)?;
        }
        for (index, invitation) in self.invitations.into_iter().enumerate() {
            plant_invitation(instance, &format!("invitations[{index}]"), invitation)?;
        }
        Ok(())
    }
}

fn plant_user(instance: &mut Instance, path: &str, seed: SeedUser) -> Planted {
    let now = instance.created_at;
    let mut user = User {
        id: id(&instance.users, path, seed.id, "user")?,
        banned: seed.banned,
        first_name: seed.first_name,
        last_name: seed.last_name,
        delete_self_enabled: true,
        create_organization_enabled: true,
        public_metadata: metadata(path, "public_metadata", seed.public_metadata)?,
        private_metadata: metadata(path, "private_metadata", seed.private_metadata)?,
        unsafe_metadata: metadata(path, "unsafe_metadata", seed.unsafe_metadata)?,
        created_at: now,
        updated_at: now,
        ..User::default()
    };
    if let Some(external_id) = &seed.external_id {
        let owner = instance.users.iter().find(|other| other.external_id.as_ref() == Some(external_id));
        not_taken(&format!("{path}.external_id"), external_id, owner)?;
    }
    if let Some(username) = &seed.username {
        let path = format!("{path}.username");
        let expected = "a username; write 4 to 64 letters, digits, `_` and `-`, and not digits alone";
        valid(checks::username, &path, username, expected)?;
        let is_same = |name: &String| name.eq_ignore_ascii_case(username);
        not_taken(&path, username, instance.users.iter().find(|other| other.username.as_ref().is_some_and(is_same)))?;
    }
    user.external_id = seed.external_id;
    user.username = seed.username;
    for (index, email) in seed.email_addresses.iter().enumerate() {
        let path = format!("{path}.email_addresses[{index}]");
        valid_email(&path, email)?;
        let owner = instance.users.iter().chain([&user]).find(|other| other.has_email(email));
        not_taken(&path, email, owner)?;
        user.email_addresses.push(Identification::new(email, false, now));
    }
    for (index, number) in seed.phone_numbers.iter().enumerate() {
        let path = format!("{path}.phone_numbers[{index}]");
        valid(checks::phone, &path, number, "a phone number in E.164 form, such as \"+15555550100\"")?;
        let has_number = |other: &&User| other.phone_numbers.iter().any(|phone| phone.value == *number);
        not_taken(&path, number, instance.users.iter().chain([&user]).find(has_number))?;
        user.phone_numbers.push(Identification::new(number, false, now));
    }
    user.make_first_ones_primary();
    instance.users.insert(user);
    Ok(())
}

fn plant_organization(instance: &mut Instance, path: &str, seed: SeedOrganization) -> Planted {
    let id = id(&instance.organizations, path, seed.id, "org")?;
    let now = instance.created_at;
    let name_path = format!("{path}.name");
    let expected = "an organization name; write 1 to 256 characters without URLs or HTML";
    valid(checks::organization_name, &name_path, &seed.name, expected)?;
    let slug = match seed.slug {
        None => free_slug(instance, &seed.name),
        Some(slug) => {
            let path = format!("{path}.slug");
            valid(checks::slug, &path, &slug, "a slug; write lowercase letters, digits and dashes")?;
            not_taken(&path, &slug, by_slug(instance, &slug))?;
            slug
        }
    };
    if let Some(creator) = &seed.created_by {
        known_user(instance, &format!("{path}.created_by"), creator)?;
    }
    instance.organizations.insert(Organization {
        id: id.clone(),
        name: seed.name,
        slug,
        created_by: seed.created_by,
        max_allowed_memberships: seed.max_allowed_memberships.into(),
        admin_delete_enabled: true,
        public_metadata: metadata(path, "public_metadata", seed.public_metadata)?,
        private_metadata: metadata(path, "private_metadata", seed.private_metadata)?,
        created_at: now,
        updated_at: now,
    });
    for (index, member) in seed.members.into_iter().enumerate() {
        plant_member(instance, &format!("{path}.members[{index}]"), &id, member)?;
    }
    for (index, invitation) in seed.invitations.into_iter().enumerate() {
        plant_organization_invitation(instance, &format!("{path}.invitations[{index}]"), &id, invitation)?;
    }
    Ok(())
}

fn plant_member(instance: &mut Instance, path: &str, organization_id: &str, seed: SeedMember) -> Planted {
    let user_path = format!("{path}.user_id");
    known_user(instance, &user_path, &seed.user_id)?;
    if memberships::of(instance, organization_id, &seed.user_id).is_some() {
        let message = format!("{:?} is already a member of this organization; list each user once", seed.user_id);
        return Err(SeedError::new(user_path, message));
    }
    let now = instance.created_at;
    let member = Membership {
        public_metadata: metadata(path, "public_metadata", seed.public_metadata)?,
        private_metadata: metadata(path, "private_metadata", seed.private_metadata)?,
        ..Membership::new(organization_id, &seed.user_id, role(path, &seed.role)?, now)
    };
    instance.memberships.insert(member);
    Ok(())
}

fn plant_organization_invitation(
    instance: &mut Instance,
    path: &str,
    organization_id: &str,
    seed: SeedOrganizationInvitation,
) -> Planted {
    let now = instance.created_at;
    valid_email(&format!("{path}.email_address"), &seed.email_address)?;
    if let Some(inviter) = &seed.inviter_user_id {
        known_user(instance, &format!("{path}.inviter_user_id"), inviter)?;
    }
    let invitation = OrganizationInvitation {
        id: id(&instance.organization_invitations, path, seed.id, "orginv")?,
        organization_id: organization_id.to_owned(),
        email_address: seed.email_address,
        role: role(path, &seed.role)?,
        inviter_id: seed.inviter_user_id,
        status: seed.status,
        url: invitations::link(instance),
        public_metadata: metadata(path, "public_metadata", seed.public_metadata)?,
        private_metadata: metadata(path, "private_metadata", seed.private_metadata)?,
        expires_at: now + DEFAULT_DAYS * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    instance.organization_invitations.insert(invitation);
    Ok(())
}

fn plant_invitation(instance: &mut Instance, path: &str, seed: SeedInvitation) -> Planted {
    let now = instance.created_at;
    valid_email(&format!("{path}.email_address"), &seed.email_address)?;
    let invitation = Invitation {
        id: id(&instance.invitations, path, seed.id, "inv")?,
        email_address: seed.email_address,
        status: seed.status,
        url: invitations::link(instance),
        public_metadata: metadata(path, "public_metadata", seed.public_metadata)?,
        expires_at: now + DEFAULT_DAYS * clock::DAY,
        created_at: now,
        updated_at: now,
    };
    instance.invitations.insert(invitation);
    Ok(())
}

/// The given id, which must be well-formed and new, or a new one.
fn id<T: Row>(table: &Table<T>, path: &str, given: Option<String>, prefix: &str) -> Result<String, SeedError> {
    let Some(id) = given else {
        return Ok(ids::resource(prefix));
    };
    let path = format!("{path}.id");
    let well_formed = id
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !well_formed {
        let message = format!("{id:?} is not an id of this kind; write \"{prefix}_\" followed by letters or digits");
        return Err(SeedError::new(path, message));
    }
    not_taken(&path, &id, table.get(&id))?;
    Ok(id)
}

/// Refuses a value that another resource, or the same one, already has.
fn not_taken<T: Row>(path: &str, value: &str, owner: Option<&T>) -> Planted {
    let Some(owner) = owner else {
        return Ok(());
    };
    Err(SeedError::new(path, format!("{value:?} is already taken by {}; use another one", owner.id())))
}

fn valid(check: Check, path: &str, value: &str, expected: &str) -> Planted {
    match check("", value) {
        None => Ok(()),
        Some(_) => Err(SeedError::new(path, format!("{value:?} is not {expected}"))),
    }
}

fn valid_email(path: &str, value: &str) -> Planted {
    valid(checks::email, path, value, "an email address, such as \"ada@example.com\"")
}

fn metadata(path: &str, name: &str, metadata: Map<String, Value>) -> Result<Map<String, Value>, SeedError> {
    match form::too_large(name, &Value::Object(metadata.clone())) {
        None => Ok(metadata),
        Some(_) => {
            let message = format!("the metadata is too large; its JSON can have at most {METADATA_LIMIT} bytes");
            Err(SeedError::new(format!("{path}.{name}"), message))
        }
    }
}

fn known_user(instance: &Instance, path: &str, id: &str) -> Planted {
    match instance.users.get(id) {
        Some(_) => Ok(()),
        None => Err(SeedError::new(path, format!("no user in the seed has the id {id:?}; add the user to `users`"))),
    }
}

fn role(path: &str, key: &str) -> Result<&'static Role, SeedError> {
    roles::find(key).map_err(|_| {
        SeedError::new(format!("{path}.role"), format!("{key:?} is not a role; use \"org:admin\" or \"org:member\""))
    })
}
