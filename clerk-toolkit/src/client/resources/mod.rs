//! Clerk's resources: the JSON objects that the API sent, with typed accessors.
//!
//! The API adds fields and enum values without notice, leaves some out, and sends `null` for others. A struct with one
//! field per key would drop unknown fields and fail on unexpected values. So each resource *is* its JSON object. It
//! serializes to exactly what was sent. An accessor returns `None` if the field is absent, `null`, or has another type.
//! `get` reads fields without an accessor.

/// Declares a resource: its name, what Clerk writes as `object`, and the name and type of each accessor. The JSON key is
/// the accessor's name.
///
/// A word in brackets before a field says who may see it: `[private]` (private metadata), `[secret]`, `[link]` (signs in
/// the person who opens it), or `[customer]` (the customer's own data, which is only judged by its values). `also` lists
/// such fields that have no accessor.
macro_rules! resource {
    (
        $(#[$doc:meta])*
        $name:ident as $object:literal {
            $($(#[$field_doc:meta])* $([$class:ident])? $field:ident: $type:ty,)+
        }
        $(also { $([$other_class:ident] $other:ident,)+ })?
    ) => {
        $(#[$doc])*
        ///
        /// Holds the JSON object unchanged. An accessor returns `None` if its field is absent, `null`, or has another
        /// type.
        #[derive(Clone, Default, PartialEq, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(serde_json::Map<String, serde_json::Value>);

        impl $name {
            /// Which fields are secret or private.
            pub(crate) const DECLARATION: &'static crate::redaction::Declaration = {
                const ALL: &[(&str, crate::redaction::Class)] = &[
                    $((stringify!($field), class!($($class)? => $type)),)+
                    $($((stringify!($other), class!($other_class)),)+)?
                ];
                const SPECIAL: [(&str, crate::redaction::Class); crate::redaction::count_special(ALL)] =
                    crate::redaction::special(ALL);
                &crate::redaction::Declaration { object: $object, fields: &SPECIAL }
            };

            $(
                $(#[$field_doc])*
                pub fn $field(&self) -> Option<$type> {
                    super::field::Field::read(self.0.get(stringify!($field))?)
                }
            )+

            /// Returns any field by its JSON name, including a `null`.
            pub fn get(&self, field: &str) -> Option<&serde_json::Value> {
                self.0.get(field)
            }

            /// Returns the JSON object that was sent.
            pub fn as_object(&self) -> &serde_json::Map<String, serde_json::Value> {
                &self.0
            }

            /// Returns the JSON object that was sent.
            pub fn into_object(self) -> serde_json::Map<String, serde_json::Value> {
                self.0
            }
        }

        /// Shows only the type and the id: an invitation's link is a credential, and private metadata is private.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).field("id", &self.get("id")).finish_non_exhaustive()
            }
        }

        /// Writes the object that was sent. The name of the newtype says which resource it is.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(concat!("clerk_toolkit::resource::", $object), &self.0)
            }
        }

        impl From<serde_json::Map<String, serde_json::Value>> for $name {
            fn from(object: serde_json::Map<String, serde_json::Value>) -> Self {
                Self(object)
            }
        }

        impl From<$name> for serde_json::Value {
            fn from(resource: $name) -> Self {
                Self::Object(resource.0)
            }
        }

        impl super::field::Field<'_> for $name {
            const CLASS: crate::redaction::Class = crate::redaction::Class::Resource($name::DECLARATION);

            fn read(value: &serde_json::Value) -> Option<Self> {
                value.as_object().cloned().map(Self)
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "object"})
            }
        }

        /// An object with a property for each accessor. No property is required and others are allowed. A nested
        /// resource is described only as an object, which saves tokens.
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut properties = serde_json::Map::new();
                $(
                    let field = super::field::nullable(<$type as super::field::Field>::schema());
                    properties.insert(stringify!($field).to_owned(), field);
                )+
                schemars::json_schema!({"type": "object", "properties": properties})
            }
        }
    };
}

/// What a resource declares about a field: the word in brackets, or else what its type says.
macro_rules! class {
    (private $(=> $type:ty)?) => {
        crate::redaction::Class::Private
    };
    (secret $(=> $type:ty)?) => {
        crate::redaction::Class::Secret
    };
    (link $(=> $type:ty)?) => {
        crate::redaction::Class::Link
    };
    (customer $(=> $type:ty)?) => {
        crate::redaction::Class::Customer
    };
    (=> $type:ty) => {
        <$type as super::field::Field>::CLASS
    };
}

mod declarations;
mod field;
mod invitation;
mod organization;
mod status;
mod user;

pub(crate) use declarations::declaration;
pub use field::UnixMillis;
pub use invitation::{Invitation, OrganizationInvitation};
pub use organization::{DeletedObject, Organization, OrganizationMembership, PublicUserData};
pub use status::InvitationStatus;
pub use user::{EmailAddress, PhoneNumber, User, UserCount, Verification};
