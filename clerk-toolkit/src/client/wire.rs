//! Writes arguments as Clerk's API reads them.
//!
//! A model reads and writes names in camel case, and Clerk's API has names in snake case. So a name of a struct's field
//! or of an enum's variant that is in camel case is written in snake case: `orderNumber` becomes `order_number`. Any
//! other name, such as `USD` or `org:admin`, is written as it is. The keys of a map are data and stay unchanged.
//!
//! A field that is `None` is left out. A `null` inside JSON, such as in metadata, stays.

use std::borrow::Cow;
use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};
use serde_json::{Error, Map, Value};

type Result<T> = std::result::Result<T, Error>;

/// The value as JSON; `None` if it is an `Option` without a value.
///
/// # Errors
/// If JSON cannot represent the value.
pub(super) fn to_value(value: &(impl Serialize + ?Sized)) -> Result<Option<Value>> {
    value.serialize(Wire)
}

/// `orderNumber` as `order_number`.
pub(super) fn snake_case(name: &str) -> Cow<'_, str> {
    let is_camel_case = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name.bytes().any(|b| b.is_ascii_uppercase());
    if !is_camel_case {
        return name.into();
    }
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake.into()
}

struct Wire;

/// A list or an object that is being written.
struct Container<C> {
    written: C,
    /// The variant that it is the content of.
    variant: Option<&'static str>,
    key: Option<String>,
}

impl<C: Default> Container<C> {
    fn new(variant: Option<&'static str>) -> Self {
        Self { written: C::default(), variant, key: None }
    }
}

impl<C: Into<Value>> Container<C> {
    fn finish(self) -> Result<Option<Value>> {
        Ok(Some(within(self.variant, self.written.into())))
    }
}

/// The content of a variant is an object with one member.
fn within(variant: Option<&'static str>, content: Value) -> Value {
    match variant {
        Some(variant) => Map::from_iter([(snake_case(variant).into_owned(), content)]).into(),
        None => content,
    }
}

macro_rules! scalars {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, value: $type) -> Result<Option<Value>> {
            serde_json::value::Serializer.$method(value).map(Some)
        })*
    };
}

impl Serializer for Wire {
    type Ok = Option<Value>;
    type Error = Error;
    type SerializeSeq = Container<Vec<Value>>;
    type SerializeTuple = Container<Vec<Value>>;
    type SerializeTupleStruct = Container<Vec<Value>>;
    type SerializeTupleVariant = Container<Vec<Value>>;
    type SerializeMap = Container<Map<String, Value>>;
    type SerializeStruct = Container<Map<String, Value>>;
    type SerializeStructVariant = Container<Map<String, Value>>;

    scalars! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_i128(i128) serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_u128(u128) serialize_f32(f32) serialize_f64(f64) serialize_char(char) serialize_str(&str)
        serialize_bytes(&[u8]) serialize_unit_struct(&'static str)
    }

    fn serialize_none(self) -> Result<Option<Value>> {
        Ok(None)
    }

    fn serialize_unit(self) -> Result<Option<Value>> {
        Ok(Some(Value::Null))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Option<Value>> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Option<Value>> {
        Ok(Some(snake_case(variant).into()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Option<Value>> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Option<Value>> {
        Ok(Some(within(Some(variant), value.serialize(self)?.unwrap_or_default())))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq> {
        Ok(Container::new(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
        Ok(Container::new(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
        Ok(Container::new(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        Ok(Container::new(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
        Ok(Container::new(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct> {
        Ok(Container::new(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        Ok(Container::new(Some(variant)))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<Option<Value>> {
        Ok(Some(value.to_string().into()))
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident)*) => {
        $(impl ser::$trait for Container<Vec<Value>> {
            type Ok = Option<Value>;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.written.push(to_value(value)?.unwrap_or_default());
                Ok(())
            }

            fn end(self) -> Result<Option<Value>> {
                self.finish()
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element SerializeTuple::serialize_element SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! objects {
    ($($trait:ident)*) => {
        $(impl ser::$trait for Container<Map<String, Value>> {
            type Ok = Option<Value>;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                if let Some(value) = to_value(value)? {
                    self.written.insert(snake_case(name).into_owned(), value);
                }
                Ok(())
            }

            fn end(self) -> Result<Option<Value>> {
                self.finish()
            }
        })*
    };
}

objects! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Container<Map<String, Value>> {
    type Ok = Option<Value>;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        // The serializer of JSON knows which types can be keys.
        let mut probe = serde_json::value::Serializer.serialize_map(Some(1))?;
        probe.serialize_entry(key, &())?;
        self.key = match probe.end()? {
            Value::Object(entry) => entry.into_iter().next().map(|(key, _)| key),
            _ => None,
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        if let Some(key) = self.key.take() {
            self.written.insert(key, to_value(value)?.unwrap_or_default());
        }
        Ok(())
    }

    fn end(self) -> Result<Option<Value>> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
    enum Kind {
        FromTo,
        #[serde(rename = "USD")]
        Dollar,
        OneOf(u8),
        TwoOf(u8, u8),
        WithFields {
            first_name: Option<&'static str>,
        },
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Order {
        order_number: u64,
        due_date: Option<&'static str>,
        kinds: Vec<Kind>,
        metadata: Value,
        by_key: BTreeMap<u8, Option<u8>>,
        #[serde(rename = "x5t#S256")]
        thumbprint: char,
    }

    #[test]
    fn names_are_in_snake_case_and_data_is_unchanged() {
        let fields = Kind::WithFields { first_name: None };
        let order = Order {
            order_number: 1,
            due_date: None,
            kinds: vec![Kind::FromTo, Kind::Dollar, Kind::OneOf(1), Kind::TwoOf(1, 2), fields],
            metadata: json!({ "camelCase": null, "list": [null, 1.5] }),
            by_key: BTreeMap::from([(1, None), (2, Some(3))]),
            thumbprint: 'a',
        };
        let written = json!({
            "order_number": 1,
            "kinds": ["from_to", "USD", { "one_of": 1 }, { "two_of": [1, 2] }, { "with_fields": {} }],
            "metadata": { "camelCase": null, "list": [null, 1.5] },
            "by_key": { "1": null, "2": 3 },
            "x5t#S256": "a",
        });
        assert_eq!(to_value(&order).unwrap(), Some(written));
    }

    #[test]
    fn an_option_without_a_value_is_left_out_and_null_is_not() {
        assert_eq!(to_value(&None::<u8>).unwrap(), None);
        assert_eq!(to_value(&Some(1)).unwrap(), Some(json!(1)));
        assert_eq!(to_value(&Value::Null).unwrap(), Some(Value::Null));
        assert_eq!(to_value(&[Some(1), None]).unwrap(), Some(json!([1, null])));
        assert!(to_value(&BTreeMap::from([([1], 2)])).is_err());
    }

    #[test]
    fn only_camel_case_changes() {
        for (name, written) in [
            ("emailAddressId", "email_address_id"),
            ("email", "email"),
            ("created_at", "created_at"),
            ("USD", "USD"),
            ("Ed25519", "Ed25519"),
            ("en-US", "en-US"),
            ("org:Admin", "org:Admin"),
        ] {
            assert_eq!(snake_case(name), written);
        }
    }
}
