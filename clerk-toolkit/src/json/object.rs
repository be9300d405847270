//! A JSON object, or an empty array: PHP writes an empty object like one.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Value};

/// Deserializes an object. An empty array is an empty object; anything else is an error.
pub(crate) fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    deserializer.deserialize_any(Object)
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        match items.next_element::<IgnoredAny>()? {
            None => Ok(Map::new()),
            Some(_) => Err(serde::de::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_empty_array_is_an_empty_object() {
        assert_eq!(object(json!([])).unwrap(), Map::new());
        assert_eq!(Value::Object(object(json!({ "a": 1 })).unwrap()), json!({ "a": 1 }));
        for other in [json!([1]), json!(null), json!("{}")] {
            let error = object(&other).unwrap_err().to_string();
            assert!(error.contains("expected a map"), "{other}: {error}");
        }
    }
}
