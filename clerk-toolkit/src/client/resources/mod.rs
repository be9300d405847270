//! Clerk's resources: the JSON object the API sent, with typed accessors over it.
//!
//! The API adds fields and enum values without notice, leaves some out, and sends `null` for others. A struct with one
//! field a key would drop what it does not know and fail on what it did not expect. So each resource *is* its JSON
//! object: it serializes back to exactly what was sent, and an accessor answers `None` where the field is absent,
//! `null`, or of another type. What has no accessor is read with `get`.

/// Declares a resource: its name, and for each field the accessor's type. The JSON key is the accessor's name.
macro_rules! resource {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$doc])*
        ///
        /// Holds the JSON object as it was sent, whatever is in it; an accessor answers `None` where its field is
        /// absent, `null`, or of another type.
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

            /// Any field by its JSON name, `null` included.
            pub fn get(&self, field: &str) -> Option<&serde_json::Value> {
                self.0.get(field)
            }

            /// The object as it was sent.
            pub fn as_object(&self) -> &serde_json::Map<String, serde_json::Value> {
                &self.0
            }

            /// The object as it was sent.
            pub fn into_object(self) -> serde_json::Map<String, serde_json::Value> {
                self.0
            }
        }

        /// Names the resource and nothing in it: an invitation's link is a credential, and private metadata is private.
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

        /// An object with the fields that have accessors, none required and further ones allowed. A resource
        /// inside another is only an object there: schemas are read by models, which pay for every word.
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
