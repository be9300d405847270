//! The arguments of one call, from the JSON that a model sent to typed values.

use std::fmt;

use serde_json::{Map, Value};

use super::check::{Check, Checks};
use super::problem::ArgumentProblem;
use super::{Definition, Parameter, ToolError, suggest};
use crate::json;

/// The maximum number of problems that the error about a call lists.
const LISTED: usize = 20;

/// The maximum length of the list, in bytes. The first problem is listed whole.
const LONGEST: usize = 1500;

/// The arguments of one call.
///
/// [`Arguments::parse`] makes sure that they are an object. `null` means the same as an argument that is left out.
#[derive(Clone, Default)]
pub struct Arguments {
    values: Map<String, Value>,
    /// The number of leading arguments that are at their schema's position. Most calls keep the schema's order.
    in_order: usize,
    checks: Checks,
    problems: Vec<String>,
    hints: Vec<String>,
}

impl Arguments {
    /// Reads the JSON of a call, for a caller that has not computed the checks.
    ///
    /// # Errors
    /// See [`parse_with`](Self::parse_with).
    pub fn parse(
        definition: &Definition,
        arguments: Value,
        offered: impl Fn(&Parameter) -> bool,
    ) -> Result<Self, ToolError> {
        let checks = Checks::of(definition.parameters()).map_err(|problem| {
            ToolError::internal("The tool's schema is not portable. This is a bug in the tool.").with_source(problem)
        })?;
        Self::parse_with(definition, checks, arguments, offered)
    }

    /// Reads the JSON of a call.
    ///
    /// `null` means no arguments: some clients send it to a tool that takes none. A name that the tool does not know is
    /// a problem, which [`Definition::prepare`] reports with all others. Suggestions name only arguments that are
    /// `offered`.
    ///
    /// # Errors
    /// Returns `arguments_invalid` if the JSON is not an object, or is nested too deeply.
    pub(crate) fn parse_with(
        definition: &Definition,
        checks: Checks,
        arguments: Value,
        offered: impl Fn(&Parameter) -> bool,
    ) -> Result<Self, ToolError> {
        let values = match arguments {
            Value::Object(values) => values,
            Value::Null => Map::new(),
            // PHP writes an empty object like an empty array.
            Value::Array(items) if items.is_empty() => Map::new(),
            other => {
                let kind = json::describe(&other);
                json::dismantle(other);
                return Err(ToolError::arguments(format!("The arguments must be a JSON object, not {kind}.")));
            }
        };
        let deep = values.iter().find(|(_, value)| json::is_too_deep(value, json::MAX_DEPTH - 1));
        if let Some(name) = deep.map(|(name, _)| name.clone()) {
            json::dismantle(Value::Object(values));
            return Err(ToolError::too_deep(format!("`{}` is nested too deeply.", suggest::shown(&name))));
        }
        let parameters = definition.parameters();
        let pairs = values.keys().zip(parameters);
        let in_order = pairs.take_while(|(name, parameter)| *name == parameter.name()).count();
        let mut parsed = Self { values, in_order, checks, problems: Vec::new(), hints: Vec::new() };
        if in_order < parsed.values.len() {
            parsed.find_unknown(definition, &offered);
        }
        if definition.endpoint().is_some_and(|endpoint| !endpoint.query().is_empty()) {
            let is_read = definition.effect() == super::Effect::Read;
            match is_read && parsed.has_every_argument(parameters, &offered) {
                true => parsed.leave_out_empty(parameters),
                false => parsed.refuse_empty_lists(parameters),
            }
        }
        Ok(parsed)
    }

    /// Whether the call has every argument that the tool offers, as models write that must write all of them. A call
    /// with one or two arguments can have all of them for another reason.
    fn has_every_argument(&self, parameters: &[Parameter], offered: impl Fn(&Parameter) -> bool) -> bool {
        let mut offered = parameters.iter().filter(|parameter| offered(parameter)).map(Parameter::name);
        self.values.len() > 2 && offered.all(|name| self.values.contains_key(name))
    }

    /// Leaves out the optional arguments that are an empty text or an empty list: a model that must write every argument
    /// has no other way to leave one out.
    fn leave_out_empty(&mut self, parameters: &[Parameter]) {
        let is_empty = |value: &Value| value == "" || value.as_array().is_some_and(Vec::is_empty);
        for parameter in parameters.iter().filter(|parameter| !parameter.is_required()) {
            if self.values.get(parameter.name()).is_some_and(is_empty) {
                self.values.shift_remove(parameter.name());
            }
        }
        let pairs = self.values.keys().zip(parameters);
        self.in_order = pairs.take_while(|(name, parameter)| *name == parameter.name()).count();
    }

    /// Records each list of a query that is an empty text. If it were left out, the filter would find everything.
    fn refuse_empty_lists(&mut self, parameters: &[Parameter]) {
        for (position, parameter) in parameters.iter().enumerate().filter(|(_, parameter)| !parameter.is_required()) {
            let name = parameter.name();
            let is_empty = self.values.get(name).is_some_and(|value| value == "");
            if is_empty && self.checks.at(position).schema()["type"] == "array" {
                self.problems.push(format!("`{name}`: expected a value that is not empty"));
                self.hints.push(format!("Clerk ignores an empty filter. Leave `{name}` out, or write a value."));
            }
        }
    }

    /// Records the names that the tool does not know, with the nearest known ones.
    fn find_unknown(&mut self, definition: &Definition, offered: impl Fn(&Parameter) -> bool) {
        let parameters = definition.parameters();
        let known = |name: &String| parameters.iter().any(|parameter| parameter.name() == name);
        let unknown: Vec<&String> = self.values.keys().skip(self.in_order).filter(|name| !known(name)).collect();
        let Some(first) = unknown.first() else { return };
        let names: Vec<_> = parameters.iter().filter(|known| offered(known)).map(Parameter::name).collect();
        let nearest = |name: &str| suggest::nearest(name, names.iter().copied());
        let hint = match unknown.as_slice() {
            [only] => nearest(only).map(|near| format!("Did you mean `{near}`?")),
            several => {
                let near = several.iter().take(LISTED).filter_map(|name| {
                    nearest(name).map(|near| format!("`{near}` instead of `{}`", suggest::shown(name)))
                });
                let near: Vec<_> = near.collect();
                (!near.is_empty()).then(|| format!("Did you mean {}?", near.join(", ")))
            }
        };
        let hint = hint.unwrap_or_else(|| match names.as_slice() {
            [] => "It takes no arguments.".to_owned(),
            names => {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("It takes {}.", names.join(", "))
            }
        });
        let shown = |name: &String| format!("`{}`", suggest::shown(name));
        let mut list = match unknown.len() {
            1 => format!("argument {}", shown(first)),
            _ => {
                let names: Vec<_> = unknown.iter().take(LISTED).map(|name| shown(name)).collect();
                format!("arguments {}", names.join(", "))
            }
        };
        if unknown.len() > LISTED {
            list += &format!(" and {} more", unknown.len() - LISTED);
        }
        self.problems.push(format!("The tool `{}` has no {list}", definition.name()));
        self.hints.push(hint);
    }

    /// Whether something is wrong with the arguments that were read.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The value of an argument, unless it is `null` or has been taken.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    /// Sets an argument. The session decides the arguments that are bound to it.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// The argument with that name, and its check. `position` is its position in the schema.
    pub(super) fn slot(&mut self, name: &str, position: usize) -> Option<(&mut Value, &Check)> {
        let value = match position < self.in_order {
            true => self.values.values_mut().nth(position)?,
            false => self.values.get_mut(name)?,
        };
        Some(value).filter(|value| !value.is_null()).map(|value| (value, self.checks.at(position)))
    }

    /// Takes all arguments of a tool that has schemas instead of Rust types: checked against the schemas, and with
    /// their default values. Problems are recorded.
    pub(crate) fn accept(&mut self, parameters: &[Parameter]) -> Map<String, Value> {
        let checks = self.checks.clone();
        let mut accepted = Map::new();
        for (position, parameter) in parameters.iter().enumerate() {
            let (name, check, optional) = (parameter.name(), checks.at(position), !parameter.is_required());
            let absent = |value: &Value| value.is_null() || (optional && check.is_absent(value, check.schema()));
            match self.values.get_mut(name).map(Value::take).filter(|value| !absent(value)) {
                Some(mut value) => {
                    check.accept(&mut value).iter().for_each(|problem| self.problem(name, problem, optional));
                    accepted.insert(name.to_owned(), value);
                }
                None if !optional => self.missing(name),
                None => accepted.extend(check.schema().get("default").map(|value| (name.to_owned(), value.clone()))),
            }
        }
        accepted
    }

    pub(super) fn missing(&mut self, name: &str) {
        self.problems.push(format!("`{name}` is missing"));
    }

    pub(super) fn problem(&mut self, name: &str, problem: &ArgumentProblem, optional: bool) {
        let ArgumentProblem { path, message } = problem;
        self.problems.push(format!("`{name}{path}`: {message}"));
        if optional && path.is_empty() && *problem == ArgumentProblem::empty_text() {
            self.hints.push(format!("To keep `{name}` unchanged, leave it out or pass its current value."));
        }
    }

    /// The error that lists all problems that were found.
    #[doc(hidden)]
    pub fn refuse(&mut self) -> ToolError {
        let mut message = String::new();
        let mut listed = 0;
        for problem in self.problems.iter().take(LISTED) {
            if listed > 0 && message.len() + problem.len() > LONGEST {
                break;
            }
            let separator = if listed > 0 { "; " } else { "" };
            message += &format!("{separator}{problem}");
            listed += 1;
        }
        let more = self.problems.len() - listed;
        let end = if more > 0 { format!("; and {more} more.") } else { ".".to_owned() };
        let error = ToolError::arguments(message + &end);
        self.hints.truncate(3);
        if self.hints.is_empty() { error } else { error.with_hint(self.hints.join(" ")) }
    }
}

/// Names the arguments without their values.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values.keys()).finish()
    }
}
