//! Clerk's resources as answers: they are JSON already, and are passed on as it.

use serde_json::Value;

use crate::client::{
    DeletedObject, Invitation, Organization, OrganizationInvitation, OrganizationMembership, User, UserCount,
};
use crate::tool::HeldJson;

macro_rules! held_json {
    ($($resource:ty)+) => {$(
        impl HeldJson for $resource {
            fn into_json(self) -> Value {
                self.into()
            }
        }
    )+};
}

held_json! {
    User UserCount Organization OrganizationMembership OrganizationInvitation Invitation DeletedObject
}
