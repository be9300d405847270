//! What the values of one argument must be, computed once: its schema, with the patterns compiled.

use std::sync::Arc;

use regex_lite::Regex;
use serde_json::Value;

use super::Parameter;
use super::schema::{self, NotPortable, text, words};
use crate::json;

/// The checks of a tool's arguments, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checks(Arc<[Check]>);

impl Checks {
    /// The checks of these parameters.
    ///
    /// # Errors
    /// Returns an error if a parameter's schema has a constraint that does not fit its type, or a default value that it
    /// refuses.
    pub(crate) fn of(parameters: &[Parameter]) -> Result<Self, NotPortable> {
        parameters.iter().map(Check::of).collect::<Result<_, _>>().map(Self)
    }

    /// The check of the argument at that position.
    pub(super) fn at(&self, position: usize) -> &Check {
        self.0.get(position).unwrap_or(Check::ANYTHING)
    }
}

/// The check of one argument.
#[derive(Debug)]
pub(super) struct Check {
    schema: Value,
    /// The patterns in the schema, with their expressions. Most schemas have none.
    patterns: Vec<(String, Regex)>,
    is_constrained: bool,
    takes_text: bool,
}

impl Check {
    /// The check that every value passes.
    pub(super) const ANYTHING: &'static Self = &Self::anything();

    const fn anything() -> Self {
        Self { schema: Value::Bool(true), patterns: Vec::new(), is_constrained: false, takes_text: false }
    }

    fn of(parameter: &Parameter) -> Result<Self, NotPortable> {
        let check = Self::of_schema(schema::folded(parameter)?);
        check.defaults(parameter.name()).map_err(|problem| schema::named(problem, parameter))?;
        Ok(check)
    }

    pub(super) fn of_schema(schema: Value) -> Self {
        let mut patterns = Vec::new();
        let is_constrained = is_constrained(&schema, &mut patterns);
        let takes_text = schema["type"] == "string";
        Self { schema, patterns, is_constrained, takes_text }
    }

    /// The schema, with the formats that the model reads in words.
    pub(super) fn schema(&self) -> &Value {
        &self.schema
    }

    /// Whether the schema has constraints that no Rust type enforces.
    pub(super) fn is_constrained(&self) -> bool {
        self.is_constrained
    }

    /// Whether the argument is a text.
    pub(super) fn takes_text(&self) -> bool {
        self.takes_text
    }

    /// Whether a text does not have the form that the schema describes, whatever its length.
    pub(super) fn refuses_text(&self, text: &str, schema: &Value) -> bool {
        let values = schema["enum"].as_array();
        values.is_some_and(|values| !values.iter().any(|value| value == text))
            || self.misses_pattern(text, schema).is_some()
            || misses_format(text, schema).is_some()
    }

    /// The pattern that a text does not match.
    pub(super) fn misses_pattern<'a>(&self, text: &str, schema: &'a Value) -> Option<&'a str> {
        let pattern = schema["pattern"].as_str()?;
        let (_, regex) = self.patterns.iter().find(|(known, _)| known == pattern)?;
        (!regex.is_match(text)).then_some(pattern)
    }

    /// A default value that the schema refuses would fail a call that the model cannot fix.
    fn defaults(&self, argument: &str) -> Result<(), NotPortable> {
        self.default_at("", &self.schema).map_err(|(path, problem)| {
            let place = format!("/properties/{}", json::pointer_segment(argument));
            NotPortable::new(place, format!("the default of `{argument}{path}` is not valid: {problem}"))
        })
    }

    fn default_at(&self, path: &str, schema: &Value) -> Result<(), (String, String)> {
        if let Some(mut default) = schema.get("default").cloned()
            && let Some(problem) = self.accept_at(&mut default, schema).first()
        {
            return Err((format!("{path}{}", problem.path), problem.message.clone()));
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            self.default_at(&format!("{path}.{name}"), property)?;
        }
        for (keyword, place) in [("items", "[]"), ("additionalProperties", ".*")] {
            if let Some(inner) = schema.get(keyword).filter(|inner| inner.is_object()) {
                self.default_at(&format!("{path}{place}"), inner)?;
            }
        }
        Ok(())
    }
}

/// The format that a text does not have.
pub(super) fn misses_format<'a>(text: &str, schema: &'a Value) -> Option<&'a str> {
    let format = schema["format"].as_str()?;
    (text::has_format(text, format) == Some(false)).then_some(format)
}

/// Whether a schema has constraints other than those of a Rust type. Compiles its patterns.
fn is_constrained(schema: &Value, patterns: &mut Vec<(String, Regex)>) -> bool {
    const OF_TEXTS_AND_LISTS: [&str; 4] = ["minLength", "maxLength", "minItems", "maxItems"];
    let Some(keywords) = schema.as_object() else { return false };
    let mut found = OF_TEXTS_AND_LISTS.iter().any(|keyword| keywords.contains_key(*keyword)) || has_own_range(schema);
    if let Some(pattern) = schema["pattern"].as_str()
        && let Ok(regex) = Regex::new(pattern)
    {
        patterns.push((pattern.to_owned(), regex));
        found = true;
    }
    if let Some(format) = schema["format"].as_str() {
        found |= format == "float" || text::has_format("", format).is_some();
    }
    for (_, property) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found |= is_constrained(property, patterns);
    }
    for keyword in ["items", "additionalProperties"] {
        found |= is_constrained(&schema[keyword], patterns);
    }
    found
}

/// Whether the bounds of a number are not those of a Rust type.
fn has_own_range(schema: &Value) -> bool {
    let own = |keyword: &str, implied: Option<i64>| {
        schema[keyword].as_number().is_some_and(|bound| implied.is_none() || bound.as_i64() != implied)
    };
    let format = schema["format"].as_str().unwrap_or_default();
    let implied = words::implied_bounds(format);
    let least = implied.map(|(least, _)| least).or(format.starts_with("uint").then_some(0));
    own("minimum", least)
        || own("maximum", implied.map(|(_, most)| most))
        || own("exclusiveMinimum", None)
        || own("exclusiveMaximum", None)
}
