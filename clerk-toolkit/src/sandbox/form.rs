//! Request bodies: each operation has a table of fields, and one function checks a body against it.
//!
//! All mistakes in a body are found before the operation runs, and are reported together, as Clerk does.

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::checks::{self, Check};
use super::clock;
use super::error::{ApiError, ErrorEntry};
use crate::json;

/// The largest metadata object, in bytes of JSON.
pub(super) const METADATA_LIMIT: usize = 8 * 1024;

/// The body of an operation.
#[derive(Debug)]
pub(super) struct Schema {
    fields: &'static [Field],
    /// Whether a request without a body is refused.
    body_required: bool,
}

/// One field of a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
    nullable: bool,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Text(Check),
    Texts(Check),
    Boolean,
    Integer { min: i64, max: i64 },
    Metadata,
    Time,
}

impl Field {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: false, nullable: false }
    }

    /// A string.
    pub(super) const fn text(name: &'static str) -> Self {
        Self::new(name, Kind::Text(checks::any))
    }

    /// A string that a check accepts.
    pub(super) const fn checked(name: &'static str, check: Check) -> Self {
        Self::new(name, Kind::Text(check))
    }

    /// A list of strings that a check accepts.
    pub(super) const fn texts(name: &'static str, check: Check) -> Self {
        Self::new(name, Kind::Texts(check))
    }

    /// `true` or `false`.
    pub(super) const fn boolean(name: &'static str) -> Self {
        Self::new(name, Kind::Boolean)
    }

    /// An integer from `min` to `max`.
    pub(super) const fn integer(name: &'static str, min: i64, max: i64) -> Self {
        Self::new(name, Kind::Integer { min, max })
    }

    /// A JSON object of at most [`METADATA_LIMIT`] bytes.
    pub(super) const fn metadata(name: &'static str) -> Self {
        Self::new(name, Kind::Metadata)
    }

    /// A date and time in RFC 3339 form.
    pub(super) const fn time(name: &'static str) -> Self {
        Self::new(name, Kind::Time)
    }

    /// The field is required.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The field may be `null`.
    pub(super) const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    fn check(&self, value: &Value, entries: &mut Vec<ErrorEntry>) {
        let name = self.name;
        match (self.kind, value) {
            (_, Value::Null) if self.nullable => {}
            (_, Value::Null) => entries.push(ErrorEntry::param(
                name,
                "form_param_nil",
                "is invalid",
                format!("{name} must not be null."),
            )),
            (Kind::Text(check), Value::String(text)) => entries.extend(check(name, text)),
            (Kind::Texts(check), Value::Array(items)) => {
                for item in items {
                    match item {
                        Value::String(text) => entries.extend(check(name, text)),
                        other => entries.push(wrong_type(name, other, "string")),
                    }
                }
            }
            (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Integer { min, max }, Value::Number(number)) => {
                entries.extend(match number.as_i64() {
                    None => Some(wrong_type(name, value, "integer")),
                    Some(number) => out_of_range(name, number, min, max),
                });
            }
            (Kind::Metadata, Value::Object(_)) => entries.extend(too_large(name, value)),
            (Kind::Time, Value::String(text)) => {
                if clock::parse_rfc3339(text).is_none() {
                    entries.push(ErrorEntry::param(
                        name,
                        "form_param_invalid_time",
                        "invalid format",
                        format!("{name} must contain a datetime specified in RFC3339 format (e.g. `2022-10-20T10:00:27.645Z`)."),
                    ));
                }
            }
            (kind, other) => entries.push(wrong_type(name, other, kind.name())),
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Text(_) | Kind::Time => "string",
            Kind::Texts(_) => "array",
            Kind::Boolean => "boolean",
            Kind::Integer { .. } => "integer",
            Kind::Metadata => "object",
        }
    }
}

impl Schema {
    /// A required body.
    pub(super) const fn required(fields: &'static [Field]) -> Self {
        Self { fields, body_required: true }
    }

    /// An optional body. A request without one is treated as `{}`.
    pub(super) const fn optional(fields: &'static [Field]) -> Self {
        Self { fields, body_required: false }
    }

    /// Reads a body, or returns all its mistakes.
    pub(super) fn read(&'static self, body: &[u8]) -> Result<Form, ApiError> {
        let given = self.parse(body)?;
        let mut entries = Vec::new();
        for field in self.fields {
            match given.get(field.name) {
                Some(value) => field.check(value, &mut entries),
                None if field.required => entries.push(missing(field.name)),
                None => {}
            }
        }
        for name in given.keys() {
            if !self.has(name) {
                entries.push(ErrorEntry::param(
                    name,
                    "form_param_unknown",
                    "is unknown",
                    format!("{name} is not a valid parameter for this request."),
                ));
            }
        }
        ApiError::unless_empty(entries)?;
        Ok(Form { schema: self, given })
    }

    fn parse(&self, body: &[u8]) -> Result<Map<String, Value>, ApiError> {
        if body.is_empty() && !self.body_required {
            return Ok(Map::new());
        }
        match serde_json::from_str(&json::unicode(body)) {
            Ok(Value::Object(given)) => Ok(given),
            _ => Err(ErrorEntry::new(
                StatusCode::BAD_REQUEST,
                "request_body_invalid",
                "Request body invalid",
                "The request body is invalid. Please consult the API documentation for more information.",
            )
            .into()),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }
}

/// A valid body. A `null` is treated as absent, except by [`Form::text_or_null`].
#[derive(Debug)]
pub(super) struct Form {
    schema: &'static Schema,
    given: Map<String, Value>,
}

impl Form {
    /// The body of an operation that has none.
    pub(super) fn none() -> Self {
        const EMPTY: &Schema = &Schema::optional(&[]);
        Self { schema: EMPTY, given: Map::new() }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        debug_assert!(self.schema.has(name), "the table of the body has no field {name}");
        self.given.get(name)
    }

    /// A string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// A string that can be removed: `Some(None)` if the body has `null`.
    pub(super) fn text_or_null(&self, name: &str) -> Option<Option<String>> {
        self.get(name).map(|value| value.as_str().map(str::to_owned))
    }

    /// A list of strings; empty if absent.
    pub(super) fn texts(&self, name: &str) -> Vec<&str> {
        self.get(name)
            .and_then(Value::as_array)
            .map(|items| items.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default()
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    /// An integer.
    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }

    /// A JSON object.
    pub(super) fn metadata(&self, name: &str) -> Option<&Map<String, Value>> {
        self.get(name)?.as_object()
    }

    /// A date and time, in Unix milliseconds.
    pub(super) fn time(&self, name: &str) -> Option<i64> {
        clock::parse_rfc3339(self.text(name)?)
    }
}

/// The entry for a required parameter that is missing.
pub(super) fn missing(name: &str) -> ErrorEntry {
    ErrorEntry::param(name, "form_param_missing", "is missing", format!("{name} must be included."))
}

/// The entry for a metadata object that is larger than [`METADATA_LIMIT`], or `None` if it is not.
pub(super) fn too_large(name: &str, metadata: &Value) -> Option<ErrorEntry> {
    (metadata.to_string().len() > METADATA_LIMIT).then(|| {
        ErrorEntry::param(
            name,
            "form_param_exceeds_allowed_size",
            "exceeds allowed size",
            format!("{name} must not exceed {METADATA_LIMIT} bytes."),
        )
    })
}

/// The entry for a number outside its range, or `None` if it is inside.
pub(super) fn out_of_range(name: &str, number: i64, min: i64, max: i64) -> Option<ErrorEntry> {
    if number < min {
        Some(checks::value_invalid(name, format!("{name} is invalid. Must be greater than or equal to {min}")))
    } else if number > max {
        Some(ErrorEntry::param(
            name,
            "form_param_value_too_large",
            "Value too large",
            format!("The value of {name} can't be greater than {max}"),
        ))
    } else {
        None
    }
}

fn wrong_type(name: &str, value: &Value, expected: &str) -> ErrorEntry {
    let received = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    checks::value_invalid(name, format!("{name} is invalid. Received {received}, must be of type {expected}."))
}
