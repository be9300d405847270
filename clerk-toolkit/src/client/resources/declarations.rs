//! Finds the declaration of a resource by its name, including resources that have no Rust type here.

use super::TYPED;
use crate::redaction::{Class, Declaration, Field};

/// Resources without a Rust type. A tool can read them with [`ClerkClient::get`](crate::ClerkClient::get).
const UNTYPED: &[Declaration] = &[
    Declaration::new("machine_secret_key", &[field("secret").secret()]),
    Declaration::new("oauth_access_token", OAUTH_ACCESS_TOKEN),
    Declaration::new("scim_directory", &[field("api_key").secret()]),
    Declaration::new("testing_token", &[field("token").secret()]),
    Declaration::new("token", &[field("jwt").secret()]),
];

const OAUTH_ACCESS_TOKEN: &[Field] = &[
    field("token").secret(),
    field("id_token").secret(),
    field("token_secret").secret(),
    field("public_metadata").customer(),
];

const fn field(name: &'static str) -> Field {
    Field::new(name, Class::Plain)
}

/// The declaration of the resource with this value of `object`.
pub(crate) fn declaration(object: &str) -> Option<&'static Declaration> {
    let named = |declaration: &&'static Declaration| declaration.object == object;
    TYPED.iter().copied().find(named).or_else(|| UNTYPED.iter().find(named))
}

#[cfg(test)]
mod tests {
    use super::super::{OrganizationMembership, User};
    use super::*;

    #[test]
    fn each_resource_has_one_declaration() {
        let all: Vec<_> = TYPED.iter().copied().chain(UNTYPED).map(|declaration| declaration.object).collect();
        for object in &all {
            assert_eq!(all.iter().filter(|other| other == &object).count(), 1, "{object}");
        }
    }

    #[test]
    fn nested_resources_follow_from_the_types_of_the_accessors() {
        let class =
            |of: &Declaration, name: &str| of.fields.iter().find(|field| field.name == name).map(|field| field.class);
        let membership = OrganizationMembership::DECLARATION;
        assert!(
            matches!(class(membership, "organization"), Some(Class::Resource(inner)) if inner.object == "organization")
        );
        assert!(matches!(class(membership, "private_metadata"), Some(Class::Private)));
        assert!(matches!(class(membership, "role"), Some(Class::Plain)));
        let phone_numbers = class(User::DECLARATION, "phone_numbers");
        assert!(matches!(phone_numbers, Some(Class::Resource(inner)) if inner.object == "phone_number"));
    }

    #[test]
    fn the_words_of_a_field_are_kept_in_any_order_and_number() {
        resource! {
            /// A resource of this test.
            Words as "words" {
                /// Without a word.
                plain: &str,
                /// With one word.
                [untrusted] one: &str,
                /// With several words.
                [customer concise untrusted] several: &str,
                /// In another order.
                [concise secret] r#type: &str,
            }
            also { [private] other, }
        }
        let words = |name: &str| {
            let field = Words::DECLARATION.fields.iter().find(|field| field.name == name).unwrap();
            (field.class, field.concise, field.untrusted)
        };
        assert!(matches!(words("plain"), (Class::Plain, false, false)));
        assert!(matches!(words("one"), (Class::Plain, false, true)));
        assert!(matches!(words("several"), (Class::Customer, true, true)));
        assert!(matches!(words("type"), (Class::Secret, true, false)));
        assert!(matches!(words("other"), (Class::Private, false, false)));
        let value = Words::from(serde_json::Map::from_iter([("type".to_owned(), "a".into())]));
        assert_eq!(value.r#type(), Some("a"));
    }
}
