//! Clerk's resources: the JSON objects that the API sent, with typed accessors.
//!
//! The API adds fields and enum values without notice, leaves some out, and sends `null` for others. A struct with one
//! field per key would drop unknown fields and fail on unexpected values. So each resource *is* its JSON object. It
//! serializes to exactly what was sent. An accessor returns `None` if the field is absent, `null`, or has another type.
//! `get` reads fields without an accessor.

/// Declares a resource: its name, what Clerk writes as `object`, and the name and type of each accessor. The JSON key is
/// the accessor's name.
///
/// Words in brackets before a field say more about it. Each is a method of [`Field`](crate::redaction::Field):
///
/// - who may see it: `[private]` (private metadata), `[secret]`, `[link]` (signs in the person who opens it), or
///   `[customer]` (the customer's own data, which is only judged by its values);
/// - `[concise]`: it belongs to the concise view;
/// - `[row]`: it also belongs to the view of a resource in a list, and after a write;
/// - `[untrusted]`: end users write its text.
///
/// A field can have several: `[customer concise]`. `also` lists secret and private fields that have no accessor.
macro_rules! resource {
    (
        $(#[$doc:meta])*
        $name:ident as $object:literal {
            $($(#[$field_doc:meta])* $([$($word:ident)+])? $field:ident: $type:ty,)+
        }
        $(also { $([$($other_word:ident)+] $other:ident,)+ })?
    ) => {
        $(#[$doc])*
        ///
        /// Holds the JSON object unchanged. An accessor returns `None` if its field is absent, `null`, or has another
        /// type.
        #[derive(Clone, Default, PartialEq, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(serde_json::Map<String, serde_json::Value>);

        impl $name {
            /// What is known about the fields.
            pub(crate) const DECLARATION: &'static crate::redaction::Declaration = {
                use crate::client::resources::field::Field as FieldType;
                use crate::redaction::{Declaration, Field, guarded_first};

                &Declaration::typed($object, &guarded_first([
                    $(Field::new(stringify!($field), <$type as FieldType>::CLASS)$($(.$word())+)?,)+
                    $($(Field::new(stringify!($other), crate::redaction::Class::Plain)$(.$other_word())+,)+)?
                ]))
            };

            $(
                $(#[$field_doc])*
                pub fn $field(&self) -> Option<$type> {
                    crate::client::resources::field::Field::read(self.0.get(crate::client::resources::field::name(stringify!($field)))?)
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

        impl crate::client::Resource for $name {
            const DECLARATION: &'static crate::redaction::Declaration = $name::DECLARATION;

            fn into_object(self) -> serde_json::Map<String, serde_json::Value> {
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

        impl crate::client::resources::field::Field<'_> for $name {
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
                    let field = crate::client::resources::field::nullable(<$type as crate::client::resources::field::Field>::schema());
                    properties.insert(crate::client::resources::field::name(stringify!($field)).to_owned(), field);
                )+
                schemars::json_schema!({"type": "object", "properties": properties, "x-clerk-resource": $object})
            }
        }
    };
}

mod account;
mod application;
mod billing;
mod code;
mod declarations;
mod enterprise;
mod field;
mod instance;
mod invitation;
mod machine;
mod organization;
mod organization_domain;
mod restrictions;
mod role;
mod session;
mod sign_up;
mod statement;
mod status;
mod user;

pub(crate) use declarations::declaration;
pub use status::InvitationStatus;

/// A JSON object that Clerk sends, of a declared kind.
pub(crate) trait Resource {
    /// What is known about the fields.
    const DECLARATION: &'static crate::redaction::Declaration;

    /// The JSON object that was sent.
    fn into_object(self) -> serde_json::Map<String, serde_json::Value>;
}

/// Lists the resources of each module: exports them, and finds their declarations.
macro_rules! resources {
    ($($module:ident { $($resource:ident)+ })+) => {
        $(pub use $module::{$($resource),+};)+

        /// The declarations of the resources that have a Rust type.
        const TYPED: &[&crate::redaction::Declaration] = &[$($($resource::DECLARATION,)+)+];
    };
}

resources! {
    user { User EmailAddress PhoneNumber Verification UserCount }
    organization { Organization OrganizationMembership PublicUserData PublicOrganizationData DeletedObject }
    organization_domain { OrganizationDomain OrganizationDomainVerification }
    invitation { Invitation OrganizationInvitation }
    role { Role Permission RoleSet RoleSetItem RoleSetMigration }
    restrictions { AllowlistIdentifier BlocklistIdentifier WaitlistEntry }
    instance {
        Instance InstanceSettings InstanceRestrictions InstanceProtect InstanceCommunication OAuthApplicationSettings
        OrganizationSettings Domain CnameTarget ProxyCheck
    }
    application { RedirectUrl JwtTemplate OAuthApplication }
    account { EnterpriseAccount ExternalAccount Passkey TrustedDevice UserReference Web3Wallet }
    session { Client Session SessionActivity SessionTask }
    sign_up { ActorToken SignInToken SignUp }
    code { CodeCheck CodeVerification }
    machine { ApiKey Machine ScopedMachine MachineScope MachineToken }
    enterprise {
        EnterpriseConnection SamlConnection OAuthConfig Directory DirectoryGroupRoleMapping EnterpriseConnectionTestRun
        AgentTask AdminPortalLinkToken
    }
    statement { Price PriceTransition DiscountRedemption Statement StatementTotals StatementGroup Payment }
    billing { CreditBalance CreditLedgerEntry Money NextPayment Payer Plan Subscription SubscriptionItem }
}
