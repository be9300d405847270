//! Clerk's resources: the JSON objects that the API sent, with typed accessors.
//!
//! The API adds fields and enum values without notice, leaves some out, and sends `null` for others. A struct with one
//! field per key would drop unknown fields and fail on unexpected values. So each resource *is* its JSON object. It
//! serializes to exactly what was sent. An accessor returns `None` if the field is absent, `null`, or has another type.
//! `get` reads fields without an accessor.

/// Declares a resource: its name, and the name and type of each accessor. The JSON key is the accessor's name.
macro_rules! resource {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$doc])*
        ///
        /// Holds the JSON object unchanged. An accessor returns `None` if its field is absent, `null`, or has another
        /// type.
        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(serde_json::Map<String, serde_json::Value>);

        impl $name {
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

mod field;
mod invitation;
mod organization;
mod status;
mod user;

pub use field::UnixMillis;
pub use invitation::{Invitation, OrganizationInvitation};
pub use organization::{DeletedObject, Organization, OrganizationMembership, PublicUserData};
pub use status::InvitationStatus;
pub use user::{EmailAddress, PhoneNumber, User, UserCount, Verification};
