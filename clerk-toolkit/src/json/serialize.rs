//! Writes any type as a value of a limited depth.

use std::fmt::Display;

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Value;

use super::{MAX_DEPTH, TOO_DEEP, origin};

/// Writes a value. Below the maximum depth there is a marker, and nothing there is visited. An object that was a resource
/// has one more entry, which says which; see [`origin`].
///
/// # Errors
/// If JSON cannot represent the value, as in a map whose keys are not text.
pub(crate) fn to_value(value: &impl Serialize) -> serde_json::Result<Value> {
    value.serialize(Limited { serializer: serde_json::value::Serializer, depth: 0, resource: None })
}

/// A value at a depth.
struct At<'a, T: ?Sized> {
    value: &'a T,
    depth: usize,
    resource: Option<&'static str>,
}

impl<'a, T: ?Sized> At<'a, T> {
    fn new(value: &'a T, depth: usize) -> Self {
        Self { value, depth, resource: None }
    }
}

impl<T: Serialize + ?Sized> Serialize for At<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Limited { serializer, depth: self.depth, resource: self.resource })
    }
}

/// A serializer that knows how deep it is.
struct Limited<S> {
    serializer: S,
    depth: usize,
    /// The name of the resource that the value is.
    resource: Option<&'static str>,
}

/// The items of a container.
enum Container<C, S> {
    /// The container, the depth of its items, and the name of the resource that it is.
    Within(C, usize, Option<&'static str>),
    /// The container is too deep, and its items are ignored.
    Beyond(S),
}

impl<S: Serializer> Limited<S> {
    fn container<C>(self, begin: impl FnOnce(S) -> Result<C, S::Error>) -> Result<Container<C, S>, S::Error> {
        match self.depth < MAX_DEPTH {
            true => Ok(Container::Within(begin(self.serializer)?, self.depth + 1, self.resource)),
            false => Ok(Container::Beyond(self.serializer)),
        }
    }

    /// The fields of a variant, which are a container inside an object of one member: two levels.
    fn fields_of_variant<C>(self, begin: impl FnOnce(S) -> Result<C, S::Error>) -> Result<Container<C, S>, S::Error> {
        match self.depth + 1 < MAX_DEPTH {
            true => Ok(Container::Within(begin(self.serializer)?, self.depth + 2, self.resource)),
            false => Ok(Container::Beyond(self.serializer)),
        }
    }

    /// A variant with content is an object of one member.
    fn variant<T: Serialize + ?Sized>(
        self,
        value: &T,
        write: impl FnOnce(S, &At<'_, T>) -> Result<S::Ok, S::Error>,
    ) -> Result<S::Ok, S::Error> {
        match self.depth < MAX_DEPTH {
            true => write(self.serializer, &At::new(value, self.depth + 1)),
            false => self.serializer.serialize_str(TOO_DEEP),
        }
    }
}

/// Methods that write a value without a level.
macro_rules! scalars {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.serializer.$method(value)
        })*
    };
}

impl<S: Serializer> Serializer for Limited<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Container<S::SerializeSeq, S>;
    type SerializeTuple = Container<S::SerializeTuple, S>;
    type SerializeTupleStruct = Container<S::SerializeTupleStruct, S>;
    type SerializeTupleVariant = Container<S::SerializeTupleVariant, S>;
    type SerializeMap = Container<S::SerializeMap, S>;
    type SerializeStruct = Container<S::SerializeStruct, S>;
    type SerializeStructVariant = Container<S::SerializeStructVariant, S>;

    scalars! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_i128(i128) serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_u128(u128) serialize_f32(f32) serialize_f64(f64) serialize_char(char) serialize_str(&str)
        serialize_bytes(&[u8]) serialize_unit_struct(&'static str)
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_none()
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_some(&At::new(value, self.depth))
    }

    fn serialize_unit_variant(self, name: &'static str, index: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        let resource = name.strip_prefix(origin::NEWTYPE);
        self.serializer.serialize_newtype_struct(name, &At { value, depth: self.depth, resource })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.variant(value, |serializer, value| serializer.serialize_newtype_variant(name, index, variant, value))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.container(|serializer| serializer.serialize_seq(length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.container(|serializer| serializer.serialize_tuple(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.container(|serializer| serializer.serialize_tuple_struct(name, length))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.fields_of_variant(|serializer| serializer.serialize_tuple_variant(name, index, variant, length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.container(|serializer| serializer.serialize_map(length))
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.container(|serializer| serializer.serialize_struct(name, length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.fields_of_variant(|serializer| serializer.serialize_struct_variant(name, index, variant, length))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.serializer.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }
}

/// The end of a container, and its items or fields.
macro_rules! containers {
    ($($trait:ident { $method:ident($($name:ident: $type:ty)?) })*) => {
        $(impl<C: $trait<Ok = S::Ok, Error = S::Error>, S: Serializer> $trait for Container<C, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($name: $type,)? value: &T) -> Result<(), S::Error> {
                match self {
                    Self::Within(container, depth, _) => container.$method($($name,)? &At::new(value, *depth)),
                    Self::Beyond(_) => Ok(()),
                }
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Within(container, ..) => container.end(),
                    Self::Beyond(serializer) => serializer.serialize_str(TOO_DEEP),
                }
            }
        })*
    };
}

containers! {
    SerializeSeq { serialize_element() }
    SerializeTuple { serialize_element() }
    SerializeTupleStruct { serialize_field() }
    SerializeTupleVariant { serialize_field() }
    SerializeStruct { serialize_field(name: &'static str) }
    SerializeStructVariant { serialize_field(name: &'static str) }
}

impl<C: SerializeMap<Ok = S::Ok, Error = S::Error>, S: Serializer> SerializeMap for Container<C, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        match self {
            Self::Within(container, ..) => container.serialize_key(key),
            Self::Beyond(_) => Ok(()),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        match self {
            Self::Within(container, depth, _) => container.serialize_value(&At::new(value, *depth)),
            Self::Beyond(_) => Ok(()),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        match self {
            Self::Within(mut container, _, resource) => {
                if let Some(resource) = resource {
                    container.serialize_entry(origin::KEY, resource)?;
                }
                container.end()
            }
            Self::Beyond(serializer) => serializer.serialize_str(TOO_DEEP),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::json::is_too_deep;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        Newtype(Box<Shape>),
        Tuple(u8, f32),
        Struct { list: Vec<Shape>, map: BTreeMap<u16, Option<char>> },
    }

    #[test]
    fn a_shallow_value_is_written_as_serde_json_writes_it() {
        let map = BTreeMap::from([(1, Some('a')), (2, None)]);
        let list = vec![Shape::Unit, Shape::Newtype(Box::new(Shape::Tuple(1, 1.5)))];
        let value = (Shape::Struct { list, map }, u128::from(u64::MAX), [(); 2], "text", b"bytes");
        assert_eq!(to_value(&value).unwrap(), serde_json::to_value(&value).unwrap());
        assert!(to_value(&BTreeMap::from([([1], 2)])).is_err());
    }

    struct Resource(BTreeMap<&'static str, Vec<u8>>);

    impl Serialize for Resource {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_newtype_struct("clerk_toolkit::resource::user", &self.0)
        }
    }

    #[test]
    fn a_resource_keeps_its_origin_and_nothing_inside_it_does() {
        let resource = || Resource(BTreeMap::from([("a", vec![1])]));
        let mut expected = serde_json::Map::from_iter([("a".to_owned(), serde_json::json!([1]))]);
        assert_eq!(serde_json::to_value(resource()).unwrap(), Value::Object(expected.clone()));
        origin::stamp(&mut expected, "user");
        let expected = [expected];
        assert_eq!(to_value(&(1, [Some(resource())])).unwrap(), serde_json::json!([1, expected]));
    }

    /// A value of each kind of container that holds itself, without an end.
    struct Endless(fn(&Endless) -> Kind);

    enum Kind {
        List,
        Map,
        Variant,
        TupleVariant,
        StructVariant,
    }

    impl Serialize for Endless {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match (self.0)(self) {
                Kind::List => serializer.collect_seq([self]),
                Kind::Map => serializer.collect_map([("a", self)]),
                Kind::Variant => serializer.serialize_newtype_variant("Endless", 0, "variant", self),
                Kind::TupleVariant => {
                    let mut fields = serializer.serialize_tuple_variant("Endless", 0, "variant", 1)?;
                    fields.serialize_field(self)?;
                    fields.end()
                }
                Kind::StructVariant => {
                    let mut fields = serializer.serialize_struct_variant("Endless", 0, "variant", 1)?;
                    fields.serialize_field("a", self)?;
                    fields.end()
                }
            }
        }
    }

    #[test]
    fn a_type_that_never_ends_is_cut() {
        let kinds: [fn(&Endless) -> Kind; 5] =
            [|_| Kind::List, |_| Kind::Map, |_| Kind::Variant, |_| Kind::TupleVariant, |_| Kind::StructVariant];
        for kind in kinds {
            let value = to_value(&Endless(kind)).unwrap();
            assert!(!is_too_deep(&value, MAX_DEPTH) && is_too_deep(&value, MAX_DEPTH - 1));
            assert!(value.to_string().contains(TOO_DEEP));
            // Variants with fields take two levels. They are also cut if only one is left.
            let value = to_value(&[Endless(kind)]).unwrap();
            assert!(!is_too_deep(&value, MAX_DEPTH) && value.to_string().contains(TOO_DEEP));
        }
    }
}
