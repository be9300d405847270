//! Reads Clerk's JSON as a type whose names are in camel case, such as one with `#[tool_type]`.
//!
//! Such a type is what a model reads, and Clerk's names are in snake case. A field `orderNumber` is read from
//! `order_number`, and a variant `fromTo` from `from_to`. Fields that the type does not have are left out, because Clerk
//! adds fields at any time. The names of fields inside an enum's variant are not translated.

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

use super::wire::snake_case;

/// JSON that Clerk sent.
pub(super) struct Translated(pub(super) Value);

impl<'de> IntoDeserializer<'de, Error> for Translated {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The name of the type for Clerk's name.
fn own_name(name: &str, own: &'static [&'static str]) -> Option<&'static str> {
    let same = own.iter().find(|own| **own == name);
    same.or_else(|| own.iter().find(|own| snake_case(own) == name)).copied()
}

impl<'de> Deserializer<'de> for Translated {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Translated))),
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Translated(value)));
                visitor.visit_map(MapDeserializer::new(fields))
            }
            scalar => scalar.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(_) => self.deserialize_any(visitor),
            // From `deserialize_any`, `serde_json::Map` reads `null` as an empty map.
            other => other.deserialize_map(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        own: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Object(fields) = self.0 else {
            return self.0.deserialize_struct(name, own, visitor);
        };
        let fields = fields.into_iter().filter_map(|(name, value)| Some((own_name(&name, own)?, Translated(value))));
        visitor.visit_map(MapDeserializer::new(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        own: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(variant) => {
                visitor.visit_enum(own_name(&variant, own).unwrap_or(&variant).into_deserializer())
            }
            Value::Object(content) if content.len() == 1 => {
                let variant = content.into_iter().map(|(variant, value)| {
                    let own = own_name(&variant, own).map_or(variant, str::to_owned);
                    (own, Translated(value))
                });
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(variant)))
            }
            other => other.deserialize_enum(name, own, visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        FromTo,
        OneOf(u8),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Order {
        order_number: u64,
        due_date: Option<String>,
        kinds: Vec<Kind>,
        paid: bool,
        parent_order: Option<Box<Order>>,
        public_metadata: BTreeMap<String, Value>,
        share: f32,
    }

    #[test]
    fn names_in_snake_case_are_read_and_unknown_fields_are_left_out() {
        let order = |number: u8, parent: Value| {
            json!({
                "order_number": number,
                "due_date": null,
                "kinds": ["from_to", { "one_of": 5 }],
                "paid": true,
                "parent_order": parent,
                "publicMetadata": { "new_key": null },
                "share": 1,
                "added_later": { "a": [1] },
            })
        };
        let read = |json: Value| serde_path_to_error::deserialize::<_, Order>(Translated(json));
        let read_order = read(order(2, order(1, Value::Null))).expect("an order");
        let parent = read_order.parent_order.as_deref().expect("a parent");
        assert_eq!((read_order.order_number, parent.order_number), (2, 1));
        assert_eq!((&read_order.due_date, read_order.paid, read_order.share), (&None, true, 1.0));
        assert_eq!(parent.kinds, [Kind::FromTo, Kind::OneOf(5)]);
        assert_eq!(parent.public_metadata, BTreeMap::from([("new_key".to_owned(), Value::Null)]));

        let mut wrong = order(2, order(1, Value::Null));
        wrong["parent_order"]["kinds"][0] = "unheard_of".into();
        let error = read(wrong).expect_err("the variant is unknown");
        assert_eq!(error.path().to_string(), "parentOrder.kinds[0]");
        assert!(error.to_string().contains("unknown variant `unheard_of`"), "{error}");
        for other in [json!(null), json!(1), json!("x")] {
            assert!(Order::deserialize(Translated(other.clone())).is_err(), "{other}");
            assert!(BTreeMap::<String, Value>::deserialize(Translated(other.clone())).is_err(), "{other}");
            assert!(serde_json::Map::deserialize(Translated(other.clone())).is_err(), "{other}");
        }
    }
}
