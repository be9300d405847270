//! Clerk's resources as outputs. They already are JSON and are not serialized again. The redaction learns which resource
//! each was.

use serde_json::{Map, Value};

use crate::client::{Page, Resource};
use crate::json::origin;
use crate::tool::IntoJson;

impl<R: Resource> IntoJson for R {
    fn into_json(self) -> Value {
        let mut object = self.into_object();
        origin::stamp(&mut object, R::DECLARATION.object);
        object.into()
    }
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
    use crate::client::User;
    use crate::tool::__private::OutputSlot;
    use crate::tool::ToolError;

    #[test]
    fn a_resource_becomes_the_json_that_it_serializes_to() {
        let object = json!({ "id": "x", "unheard_of": [null, 1.5, { "z": 1, "a": 2 }] });
        let user: User = serde_json::from_value(object.clone()).unwrap();
        let written = serde_json::to_value(&user).unwrap();
        let output = OutputSlot::<Result<User, ToolError>>::new().value(Ok(user)).unwrap().unwrap();
        let mut stamped = object.as_object().unwrap().clone();
        origin::stamp(&mut stamped, "user");
        assert_eq!((output, written), (stamped.into(), object));
    }

    #[test]
    fn a_page_becomes_the_json_that_it_serializes_to() {
        let mut page = Page { data: vec![json!({ "id": 1 }), json!(null)], ..Page::default() };
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
