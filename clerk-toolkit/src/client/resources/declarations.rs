//! Finds the declaration of a resource by its name, including resources that have no Rust type here.

use super::{
    DeletedObject, EmailAddress, Invitation, Organization, OrganizationInvitation, OrganizationMembership, PhoneNumber,
    PublicUserData, User, UserCount, Verification,
};
use crate::redaction::{Class, Declaration};

/// The resources that have a Rust type.
const TYPED: [&Declaration; 11] = [
    User::DECLARATION,
    Organization::DECLARATION,
    OrganizationMembership::DECLARATION,
    OrganizationInvitation::DECLARATION,
    Invitation::DECLARATION,
    EmailAddress::DECLARATION,
    PhoneNumber::DECLARATION,
    PublicUserData::DECLARATION,
    Verification::DECLARATION,
    DeletedObject::DECLARATION,
    UserCount::DECLARATION,
];

/// Resources without a Rust type. A tool can read them with [`ClerkClient::get`](crate::ClerkClient::get).
const UNTYPED: [Declaration; 17] = [
    other("actor_token", &[("token", Class::Secret), ("url", Class::Link), ("actor", Class::Customer)]),
    other("admin_portal_link_token", &[("token", Class::Secret), ("url", Class::Link)]),
    other("agent_task", &[("url", Class::Link)]),
    other("api_key", &[("secret", Class::Secret), ("claims", Class::Customer)]),
    other("directory", &[("api_key", Class::Secret)]),
    other("external_account", &[("public_metadata", Class::Customer)]),
    other("machine", &[("secret_key", Class::Secret)]),
    other("machine_secret_key", &[("secret", Class::Secret)]),
    other("machine_to_machine_token", &[("token", Class::Secret), ("claims", Class::Customer)]),
    other("oauth_access_token", OAUTH_ACCESS_TOKEN),
    other("oauth_application", &[("client_secret", Class::Secret)]),
    other("scim_directory", &[("api_key", Class::Secret)]),
    other("session", &[("actor", Class::Customer)]),
    other("sign_in_token", &[("token", Class::Secret), ("url", Class::Link)]),
    other("sign_up_attempt", &[("public_metadata", Class::Customer), ("unsafe_metadata", Class::Customer)]),
    other("testing_token", &[("token", Class::Secret)]),
    other("token", &[("jwt", Class::Secret)]),
];

const OAUTH_ACCESS_TOKEN: &[(&str, Class)] = &[
    ("token", Class::Secret),
    ("id_token", Class::Secret),
    ("token_secret", Class::Secret),
    ("public_metadata", Class::Customer),
];

const fn other(object: &'static str, fields: &'static [(&'static str, Class)]) -> Declaration {
    Declaration { object, fields }
}

/// The declaration of the resource with this value of `object`.
pub(crate) fn declaration(object: &str) -> Option<&'static Declaration> {
    let named = |declaration: &&'static Declaration| declaration.object == object;
    TYPED.into_iter().find(named).or_else(|| UNTYPED.iter().find(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resource_has_one_declaration() {
        let all: Vec<_> = TYPED.into_iter().chain(&UNTYPED).map(|declaration| declaration.object).collect();
        for object in &all {
            assert_eq!(all.iter().filter(|other| other == &object).count(), 1, "{object}");
        }
    }

    #[test]
    fn nested_resources_follow_from_the_types_of_the_accessors() {
        let class = |field: &str| OrganizationMembership::DECLARATION.fields.iter().find(|(name, _)| *name == field);
        assert!(matches!(class("organization"), Some((_, Class::Resource(inner))) if inner.object == "organization"));
        assert!(matches!(class("private_metadata"), Some((_, Class::Private))));
        assert!(class("role").is_none());
        let class = |field: &str| User::DECLARATION.fields.iter().find(|(name, _)| *name == field);
        assert!(matches!(class("phone_numbers"), Some((_, Class::Resource(inner))) if inner.object == "phone_number"));
    }
}
