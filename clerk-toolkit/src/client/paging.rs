//! Lists: one page of items, and where the next page begins.
//!
//! Clerk sends some lists as an array and others as an object with the total. Neither says where the next page begins.
//! [`Page`] reads both, and finds the beginning of the next page from the request.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

/// The number of items that Clerk sends if a request does not say how many.
const DEFAULT_LIMIT: u64 = 10;

/// The names of the array in an object with a total.
const LISTS: [&str; 2] = ["data", "m2m_tokens"];

/// One page of a list.
///
/// Use it as the type of a response: `clerk.get("users").query("limit", 50).send::<Page<User>>()`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub data: Vec<T>,
    /// The number of items of all pages, if Clerk sends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// The `offset` of the next page. `None` after the last page. If the total is not known, the next page can be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_offset: Option<u64>,
}

/// A type as which a response can be read: every type that implements `Deserialize`, and [`Page`].
#[diagnostic::on_unimplemented(
    message = "a response cannot be read as `{Self}`",
    label = "neither implements `Deserialize` nor is a `Page`"
)]
pub trait Answer: Sized {
    /// The body.
    #[doc(hidden)]
    type Body: DeserializeOwned;

    /// The value for a body and the query of its request.
    #[doc(hidden)]
    fn answer(body: Self::Body, query: &[(&'static str, String)]) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Answer for T {
    type Body = T;

    fn answer(body: T, _: &[(&'static str, String)]) -> T {
        body
    }
}

impl<T: DeserializeOwned> Answer for Page<T> {
    type Body = List<T>;

    fn answer(List { data, total }: List<T>, query: &[(&'static str, String)]) -> Self {
        let number = |name: &str| query.iter().find(|(own, _)| *own == name)?.1.parse::<u64>().ok();
        let end = number("offset").unwrap_or_default().saturating_add(data.len() as u64);
        let is_full = data.len() as u64 >= number("limit").unwrap_or(DEFAULT_LIMIT);
        let is_more = !data.is_empty() && total.map_or(is_full, |total| end < total);
        Self { data, total, next_offset: is_more.then_some(end) }
    }
}

/// A list as Clerk sends it.
#[doc(hidden)]
pub struct List<T> {
    data: Vec<T>,
    total: Option<u64>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list, or an object with the list as `data`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<List<T>, A::Error> {
        let data = Vec::deserialize(SeqAccessDeserializer::new(items))?;
        Ok(List { data, total: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<List<T>, A::Error> {
        let (mut data, mut total) = (None, None);
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                name if LISTS.contains(&name) => data = Some(fields.next_value()?),
                "total_count" => total = fields.next_value()?,
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        let data = data.ok_or_else(|| serde::de::Error::missing_field("data"))?;
        Ok(List { data, total })
    }
}

/// An object with the items. `data` is required.
impl<T: JsonSchema> JsonSchema for Page<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Page_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "properties": {
                "data": {"type": "array", "items": items},
                "total": {"type": "integer"},
                "nextOffset": {"type": "integer"},
            },
            "required": ["data"],
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn page(body: Value, query: &[(&'static str, u64)]) -> Page<u8> {
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, value.to_string())).collect();
        Page::answer(serde_json::from_value(body).unwrap(), &query)
    }

    #[test]
    fn a_page_with_a_total_says_where_the_next_one_begins() {
        let body = || json!({ "total_count": 5, "data": [1, 2], "more": {} });
        assert_eq!(page(body(), &[]), Page { data: vec![1, 2], total: Some(5), next_offset: Some(2) });
        assert_eq!(page(body(), &[("limit", 500), ("offset", 2)]).next_offset, Some(4));
        assert_eq!(page(body(), &[("offset", 3)]).next_offset, None);
        assert_eq!(page(json!({ "data": [], "total_count": 5 }), &[("offset", 2)]).next_offset, None);
    }

    #[test]
    fn an_array_has_a_next_page_if_it_is_full() {
        assert_eq!(page(json!([1, 2]), &[("limit", 2)]), Page { data: vec![1, 2], total: None, next_offset: Some(2) });
        assert_eq!(page(json!([1, 2]), &[("limit", 3)]).next_offset, None);
        assert_eq!(page(vec![1; 10].into(), &[("offset", 20)]).next_offset, Some(30));
        assert_eq!(page(vec![1; 9].into(), &[]).next_offset, None);
        assert_eq!(page(json!([]), &[("limit", 0)]).next_offset, None);
    }

    #[test]
    fn other_shapes_are_refused_and_one_other_name_is_known() {
        assert_eq!(page(json!({ "m2m_tokens": [7], "total_count": 1 }), &[]).data, [7]);
        for body in [json!(5), json!("a"), json!({ "total_count": 1 }), json!({ "data": [300] })] {
            assert!(serde_json::from_value::<List<u8>>(body.clone()).is_err(), "{body}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_written() {
        assert_eq!(serde_json::to_value(page(json!([1]), &[])).unwrap(), json!({ "data": [1] }));
        let whole = serde_json::to_value(page(json!({ "data": [1], "total_count": 2 }), &[])).unwrap();
        assert_eq!(whole, json!({ "data": [1], "total": 2, "nextOffset": 1 }));
    }
}
