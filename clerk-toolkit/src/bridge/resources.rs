//! Clerk's resources as outputs. They already are JSON and are not serialized again. The redaction learns which resource
//! each was.

use serde_json::{Map, Value};

use crate::client::{
    ActorToken, AllowlistIdentifier, BlocklistIdentifier, Client, CodeCheck, CodeVerification, CreditBalance,
    CreditLedgerEntry, DeletedObject, EmailAddress, Invitation, Organization, OrganizationDomain,
    OrganizationInvitation, OrganizationMembership, Page, Permission, PhoneNumber, Role, RoleSet, Session, SignInToken,
    SignUp, Subscription, TrustedDevice, User, UserCount, UserReference, WaitlistEntry,
};
use crate::json::origin;
use crate::tool::IntoJson;

macro_rules! into_json {
    ($($resource:ty)+) => {$(
        impl IntoJson for $resource {
            fn into_json(self) -> Value {
                let mut object = self.into_object();
                origin::stamp(&mut object, <$resource>::DECLARATION.object);
                object.into()
            }
        }
    )+};
}

into_json! {
    User UserCount Organization OrganizationMembership OrganizationInvitation Invitation DeletedObject
    EmailAddress PhoneNumber CodeVerification CodeCheck Session Client SignUp SignInToken ActorToken
    TrustedDevice UserReference Subscription CreditBalance CreditLedgerEntry
    OrganizationDomain Role Permission RoleSet AllowlistIdentifier BlocklistIdentifier WaitlistEntry
}

impl<T: IntoJson> IntoJson for Page<T> {
    fn into_json(self) -> Value {
        let Self { data, total, next_offset, .. } = self;
        let mut page = Map::new();
        page.insert("data".to_owned(), data.into_iter().map(T::into_json).collect());
        page.extend(total.map(|total| ("total".to_owned(), total.into())));
        page.extend(next_offset.map(|offset| ("nextOffset".to_owned(), offset.into())));
        page.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::tool::__private::OutputSlot;
    use crate::tool::ToolError;

    #[test]
    fn a_resource_becomes_the_json_that_it_serializes_to() {
        macro_rules! check {
            ($($resource:ty)+) => {$({
                let object = json!({ "id": "x", "unheard_of": [null, 1.5, { "z": 1, "a": 2 }] });
                let resource: $resource = serde_json::from_value(object.clone()).unwrap();
                let written = serde_json::to_value(&resource).unwrap();
                let output = OutputSlot::<Result<$resource, ToolError>>::new().value(Ok(resource)).unwrap().unwrap();
                let mut stamped = object.as_object().unwrap().clone();
                origin::stamp(&mut stamped, <$resource>::DECLARATION.object);
                assert_eq!((output, written), (stamped.into(), object));
            })+};
        }
        check! { User UserCount Organization OrganizationMembership OrganizationInvitation Invitation DeletedObject }
    }

    #[test]
    fn a_page_becomes_the_json_that_it_serializes_to() {
        let mut page = Page::default();
        page.data = vec![json!({ "id": 1 }), json!(null)];
        for (total, next_offset) in [(None, None), (Some(5), Some(2)), (None, Some(2)), (Some(2), None)] {
            (page.total, page.next_offset) = (total, next_offset);
            assert_eq!(page.clone().into_json(), serde_json::to_value(&page).unwrap());
        }
    }

    /// A type that cannot be serialized. If it were, the output would be an error.
    #[derive(Debug)]
    struct Held;

    impl serde::Serialize for Held {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("it was serialized"))
        }
    }

    impl IntoJson for Held {
        fn into_json(self) -> Value {
            json!("held")
        }
    }

    #[test]
    fn a_type_that_holds_its_json_is_not_serialized() {
        assert_eq!(OutputSlot::<Result<Held, ToolError>>::new().value(Ok(Held)).unwrap(), Ok(json!("held")));
    }
}
