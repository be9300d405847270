//! Reads one field of a resource and describes it in a schema: one trait, implemented for every type that an accessor
//! can return.

use serde_json::{Map, Value, json};

use super::super::ids::every_id;
use super::super::times::UnixMillis;
use super::status::InvitationStatus;
use crate::redaction::Class;

/// A type that an accessor can return.
pub(super) trait Field<'a>: Sized {
    /// What the type says about the field.
    const CLASS: Class = Class::Plain;

    /// The value as this type; `None` if it has another type.
    fn read(value: &'a Value) -> Option<Self>;

    /// The JSON schema of such a value.
    fn schema() -> Value;
}

/// The JSON name of a field: the accessor's name without `r#`.
pub(super) const fn name(accessor: &'static str) -> &'static str {
    crate::redaction::Field::new(accessor, Class::Plain).name
}

/// Also allows `null`, which the API sends for most fields without a value.
pub(super) fn nullable(mut schema: Value) -> Value {
    if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    schema
}

impl<'a> Field<'a> for &'a str {
    fn read(value: &'a Value) -> Option<Self> {
        value.as_str()
    }

    fn schema() -> Value {
        json!({"type": "string"})
    }
}

impl Field<'_> for bool {
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }

    fn schema() -> Value {
        json!({"type": "boolean"})
    }
}

impl Field<'_> for i64 {
    fn read(value: &Value) -> Option<Self> {
        value.as_i64()
    }

    fn schema() -> Value {
        json!({"type": "integer"})
    }
}

impl Field<'_> for UnixMillis {
    const CLASS: Class = Class::Time;

    fn read(value: &Value) -> Option<Self> {
        value.as_i64().map(Self::from_millis)
    }

    fn schema() -> Value {
        json!({"type": "integer"})
    }
}

impl Field<'_> for f64 {
    fn read(value: &Value) -> Option<Self> {
        value.as_f64()
    }

    fn schema() -> Value {
        json!({"type": "number"})
    }
}

impl<'a> Field<'a> for &'a Map<String, Value> {
    fn read(value: &'a Value) -> Option<Self> {
        value.as_object()
    }

    fn schema() -> Value {
        json!({"type": "object"})
    }
}

/// `None` if any item has another type.
impl<'a, T: Field<'a>> Field<'a> for Vec<T> {
    const CLASS: Class = T::CLASS;

    fn read(value: &'a Value) -> Option<Self> {
        value.as_array()?.iter().map(T::read).collect()
    }

    fn schema() -> Value {
        json!({"type": "array", "items": T::schema()})
    }
}

macro_rules! text_fields {
    ($($type:ty)+) => {$(
        impl Field<'_> for $type {
            fn read(value: &Value) -> Option<Self> {
                value.as_str()?.parse().ok()
            }

            fn schema() -> Value {
                json!({"type": "string"})
            }
        }
    )+};
}

macro_rules! id_fields {
    ($($id:ident)+) => {
        text_fields! { $(super::super::ids::$id)+ }
    };
}

text_fields! { InvitationStatus }
every_id!(id_fields);
