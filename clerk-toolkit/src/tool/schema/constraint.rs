//! The constraints that `#[schemars(…)]` puts on a parameter.

use serde_json::Value;

use super::{NotPortable, words};

/// One constraint, as the macro writes it.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Constraint {
    kind: Kind,
    value: fn() -> Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Least,
    Most,
    Shortest,
    Longest,
    Pattern,
    Format,
}

impl Constraint {
    /// `range(min = …)`
    pub const fn least(value: fn() -> Value) -> Self {
        Self { kind: Kind::Least, value }
    }

    /// `range(max = …)`
    pub const fn most(value: fn() -> Value) -> Self {
        Self { kind: Kind::Most, value }
    }

    /// `length(min = …)`
    pub const fn shortest(value: fn() -> Value) -> Self {
        Self { kind: Kind::Shortest, value }
    }

    /// `length(max = …)`
    pub const fn longest(value: fn() -> Value) -> Self {
        Self { kind: Kind::Longest, value }
    }

    /// `regex(pattern = …)`
    pub const fn pattern(value: fn() -> Value) -> Self {
        Self { kind: Kind::Pattern, value }
    }

    /// `email` and `url`
    pub const fn format(value: fn() -> Value) -> Self {
        Self { kind: Kind::Format, value }
    }

    /// A pattern or a format as JSON.
    pub fn text(text: &str) -> Value {
        text.into()
    }

    /// Adds the constraint to a portable schema.
    ///
    /// # Errors
    /// Returns an error if values of the schema's type cannot have such a constraint.
    pub(super) fn apply(self, schema: &mut Value, path: &str) -> Result<(), NotPortable> {
        let kind = schema["type"].as_str().unwrap_or_default();
        let keyword = match (self.kind, kind) {
            (Kind::Least, "integer" | "number") => "minimum",
            (Kind::Most, "integer" | "number") => "maximum",
            (Kind::Shortest, "string") => "minLength",
            (Kind::Longest, "string") => "maxLength",
            (Kind::Shortest, "array") => "minItems",
            (Kind::Longest, "array") => "maxItems",
            (Kind::Pattern, "string") => "pattern",
            (Kind::Format, "string") => "format",
            _ => return Err(NotPortable::new(path, self.misfit(schema))),
        };
        let value = (self.value)();
        // An infinity or NaN, which JSON does not have, is not a bound.
        if value.is_null() {
            return Ok(());
        }
        let is_tighter = |given: &Value| match (self.kind, given.as_f64(), value.as_f64()) {
            (Kind::Least | Kind::Shortest, Some(given), Some(own)) => own > given,
            (Kind::Most | Kind::Longest, Some(given), Some(own)) => own < given,
            _ => true,
        };
        if schema.get(keyword).is_none_or(is_tighter) {
            schema[keyword] = value;
        }
        Ok(())
    }

    fn misfit(self, schema: &Value) -> String {
        let (option, of) = match self.kind {
            Kind::Least | Kind::Most => ("range(…)", "numbers"),
            Kind::Shortest | Kind::Longest => ("length(…)", "texts and lists"),
            Kind::Pattern => ("regex(…)", "texts"),
            Kind::Format => ("email` and `url", "texts"),
        };
        let cure = match schema["type"].as_str() {
            Some("integer" | "number") => "; use `range(…)`",
            Some("string" | "array") => "; use `length(…)`",
            _ => "",
        };
        format!("`{option}` constrains {of}, and the argument is {}{cure}", words::expected(schema))
    }
}

/// A number that can be a bound.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a bound",
    label = "not a number",
    note = "a bound is a number, such as `1` or `u8::MAX`"
)]
pub trait Bound {
    /// The number as JSON. `null` if JSON does not have it.
    fn json(self) -> Value;
}

macro_rules! bounds {
    ($($number:ty)+) => {$(
        impl Bound for $number {
            fn json(self) -> Value {
                Value::from(self)
            }
        }
    )+};
}

bounds!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64);
