//! Request bodies: a table of fields for each operation, and the one checker that reads a body by it.
//!
//! Everything wrong with a body is found before an operation runs and reported together, as Clerk does.

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::checks::{self, Check};
use super::clock;
use super::error::{ApiError, Problem};

/// The largest metadata object, in bytes of its JSON.
pub(super) const METADATA_LIMIT: usize = 8 * 1024;

/// The body an operation takes.
#[derive(Debug)]
pub(super) struct Schema {
    fields: &'static [Field],
    /// Whether a request without any body is refused.
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
    Whole { least: i64, most: i64 },
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

    /// A string that must pass a check.
    pub(super) const fn checked(name: &'static str, check: Check) -> Self {
        Self::new(name, Kind::Text(check))
    }

    /// A list of strings, each of which must pass a check.
    pub(super) const fn texts(name: &'static str, check: Check) -> Self {
        Self::new(name, Kind::Texts(check))
    }

    /// `true` or `false`.
    pub(super) const fn boolean(name: &'static str) -> Self {
        Self::new(name, Kind::Boolean)
    }

    /// A whole number from `least` to `most`.
    pub(super) const fn whole(name: &'static str, least: i64, most: i64) -> Self {
        Self::new(name, Kind::Whole { least, most })
    }

    /// A JSON object of at most [`METADATA_LIMIT`] bytes.
    pub(super) const fn metadata(name: &'static str) -> Self {
        Self::new(name, Kind::Metadata)
    }

    /// A date and time in RFC 3339 form.
    pub(super) const fn time(name: &'static str) -> Self {
        Self::new(name, Kind::Time)
    }

    /// The field must be there.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The field may be `null`.
    pub(super) const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    fn check(&self, value: &Value, problems: &mut Vec<Problem>) {
        let name = self.name;
        match (self.kind, value) {
            (_, Value::Null) if self.nullable => {}
            (_, Value::Null) => {
                problems.push(Problem::param(name, "form_param_nil", "is invalid", format!("{name} must not be null.")))
            }
            (Kind::Text(check), Value::String(text)) => problems.extend(check(name, text)),
            (Kind::Texts(check), Value::Array(items)) => {
                for item in items {
                    match item {
                        Value::String(text) => problems.extend(check(name, text)),
                        other => problems.push(wrong_type(name, other, "string")),
                    }
                }
            }
            (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Whole { least, most }, Value::Number(number)) => {
                problems.extend(match number.as_i64() {
                    None => Some(wrong_type(name, value, "integer")),
                    Some(number) => out_of_range(name, number, least, most),
                });
            }
            (Kind::Metadata, Value::Object(_)) => problems.extend(too_large(name, value)),
            (Kind::Time, Value::String(text)) => {
                if clock::parse_rfc3339(text).is_none() {
                    problems.push(Problem::param(
                        name,
                        "form_param_invalid_time",
                        "invalid format",
                        format!("{name} must contain a datetime specified in RFC3339 format (e.g. `2022-10-20T10:00:27.645Z`)."),
                    ));
                }
            }
            (kind, other) => problems.push(wrong_type(name, other, kind.name())),
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Text(_) | Kind::Time => "string",
            Kind::Texts(_) => "array",
            Kind::Boolean => "boolean",
            Kind::Whole { .. } => "integer",
            Kind::Metadata => "object",
        }
    }
}

impl Schema {
    /// A body that must be sent.
    pub(super) const fn required(fields: &'static [Field]) -> Self {
        Self { fields, body_required: true }
    }

    /// A body that may be left out, which counts as `{}`.
    pub(super) const fn optional(fields: &'static [Field]) -> Self {
        Self { fields, body_required: false }
    }

    /// Reads a body, or reports everything that is wrong with it.
    pub(super) fn read(&'static self, body: &[u8]) -> Result<Form, ApiError> {
        let given = self.parse(body)?;
        let mut problems = Vec::new();
        for field in self.fields {
            match given.get(field.name) {
                Some(value) => field.check(value, &mut problems),
                None if field.required => problems.push(missing(field.name)),
                None => {}
            }
        }
        for name in given.keys() {
            if !self.has(name) {
                problems.push(Problem::param(
                    name,
                    "form_param_unknown",
                    "is unknown",
                    format!("{name} is not a valid parameter for this request."),
                ));
            }
        }
        ApiError::unless_empty(problems)?;
        Ok(Form { schema: self, given })
    }

    fn parse(&self, body: &[u8]) -> Result<Map<String, Value>, ApiError> {
        if body.is_empty() && !self.body_required {
            return Ok(Map::new());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(given)) => Ok(given),
            _ => Err(Problem::new(
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

/// A body that fits its table. A `null` reads as absent, except by [`Form::text_or_null`].
#[derive(Debug)]
pub(super) struct Form {
    schema: &'static Schema,
    given: Map<String, Value>,
}

impl Form {
    /// The body of an operation that takes none.
    pub(super) fn none() -> Self {
        const EMPTY: &Schema = &Schema::optional(&[]);
        Self { schema: EMPTY, given: Map::new() }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        debug_assert!(self.schema.has(name), "{name} is not in the body's table");
        self.given.get(name)
    }

    /// A string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// A string that can be taken away: `Some(None)` where the body says `null`.
    pub(super) fn text_or_null(&self, name: &str) -> Option<Option<String>> {
        self.get(name).map(|value| value.as_str().map(str::to_owned))
    }

    /// A list of strings; empty where absent.
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

    /// A whole number.
    pub(super) fn whole(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }

    /// A JSON object.
    pub(super) fn metadata(&self, name: &str) -> Option<&Map<String, Value>> {
        self.get(name)?.as_object()
    }

    /// A moment in Unix milliseconds.
    pub(super) fn time(&self, name: &str) -> Option<i64> {
        clock::parse_rfc3339(self.text(name)?)
    }
}

/// The problem of a required parameter that was not sent.
pub(super) fn missing(name: &str) -> Problem {
    Problem::param(name, "form_param_missing", "is missing", format!("{name} must be included."))
}

/// The problem of a metadata object that is larger than [`METADATA_LIMIT`].
pub(super) fn too_large(name: &str, metadata: &Value) -> Option<Problem> {
    (metadata.to_string().len() > METADATA_LIMIT).then(|| {
        Problem::param(
            name,
            "form_param_exceeds_allowed_size",
            "exceeds allowed size",
            format!("{name} must not exceed {METADATA_LIMIT} bytes."),
        )
    })
}

/// The problem of a number outside its range.
pub(super) fn out_of_range(name: &str, number: i64, least: i64, most: i64) -> Option<Problem> {
    if number < least {
        Some(checks::value_invalid(name, format!("{name} is invalid. Must be greater than or equal to {least}")))
    } else if number > most {
        Some(Problem::param(
            name,
            "form_param_value_too_large",
            "Value too large",
            format!("The value of {name} can't be greater than {most}"),
        ))
    } else {
        None
    }
}

fn wrong_type(name: &str, value: &Value, expected: &str) -> Problem {
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
