//! The checks that the compiler makes for other tools: names, texts, schemas and bindings.

use std::borrow::Cow;

use schemars::Schema;
use serde_json::{Map, Value};

use super::{DynamicTool, Settings, call};
use crate::tool::check::Checks;
use crate::tool::definition::{Code, Definition, OutputSource};
use crate::tool::parameter::SchemaSource;
use crate::tool::{Access, Binding, Parameter, schema, suggest};

/// The longest description that every provider takes, in characters.
const LONGEST_DESCRIPTION: usize = 1024;

/// Keywords that the root of an input schema may have. The first three say nothing about the arguments.
const ROOT_KEYWORDS: [&str; 7] =
    ["$schema", "title", "description", "type", "properties", "required", "additionalProperties"];

/// Why a tool cannot be offered.
#[derive(Debug)]
pub(crate) enum InvalidTool {
    /// The application's mistake. As text it follows "the tool `x` is not valid: ".
    Definition(String),
    /// The input schema is not portable.
    Schema(schema::NotPortable),
}

impl From<schema::NotPortable> for InvalidTool {
    fn from(problem: schema::NotPortable) -> Self {
        Self::Schema(problem)
    }
}

fn invalid<T>(problem: impl Into<String>) -> Result<T, InvalidTool> {
    Err(InvalidTool::Definition(problem.into()))
}

impl DynamicTool {
    /// The tool's definition, which is complete and valid.
    ///
    /// # Errors
    /// Returns the first mistake.
    pub(crate) fn define(&self) -> Result<Definition, InvalidTool> {
        let Settings { name, title, description, category, effect, idempotent, access, .. } = &*self.settings;
        check_texts(&self.settings)?;
        check_permission(*access)?;
        let parameters = parameters(&self.settings)?;
        Ok(Definition {
            name: Cow::Owned(name.clone()),
            title: Cow::Owned(title.clone().unwrap_or_else(|| in_words(name))),
            description: Cow::Owned(description.trim().to_owned()),
            category: Cow::Owned(category.clone()),
            path: None,
            effect: *effect,
            idempotent: *idempotent,
            access: *access,
            parameters: Cow::Owned(parameters),
            requirements: Cow::Owned(self.settings.requirements.clone()),
            output: OutputSource::Given(output(self.settings.output_schema.as_ref())?),
            code: Code::Closure(call::preparation(&self.handler)),
            endpoint: None,
        })
    }
}

fn check_texts(settings: &Settings) -> Result<(), InvalidTool> {
    if !is_name(&settings.name) {
        return invalid("a tool's name has 1 to 64 characters of `A-Za-z0-9_-`");
    }
    if !is_name(&settings.category) {
        let category = suggest::shown(&settings.category);
        return invalid(format!("its category `{category}` must have 1 to 64 characters of `A-Za-z0-9_-`"));
    }
    if settings.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        return invalid("its title is empty");
    }
    let description = settings.description.trim();
    if description.is_empty() {
        return invalid("its description is empty; the model reads it to decide when to call the tool");
    }
    let length = description.chars().count();
    if length > LONGEST_DESCRIPTION {
        return invalid(format!(
            "its description has {length} characters, and providers take at most {LONGEST_DESCRIPTION}"
        ));
    }
    Ok(())
}

/// `org:<feature>:<action>`, as Clerk writes the keys of permissions.
fn check_permission(access: Access) -> Result<(), InvalidTool> {
    let Access::Organization { permission: Some(permission) } = access else { return Ok(()) };
    let is_part =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match permission.split(':').collect::<Vec<_>>().as_slice() {
        ["org", feature, action] if is_part(feature) && is_part(action) => Ok(()),
        _ => invalid(format!(
            "its permission `{}` must be `org:<feature>:<action>`, such as `org:sys_memberships:manage`",
            suggest::shown(permission)
        )),
    }
}

fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// An argument's name may also have a `.`.
fn is_argument_name(name: &str) -> bool {
    is_name(&name.replace('.', "_"))
}

/// `findOrders` as people read it: `Find orders`.
fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut before = '_';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let begins = c.is_ascii_uppercase() && !before.is_ascii_uppercase();
        if (begins || c == '_' || c == '-') && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        let in_acronym = chars.peek().is_some_and(char::is_ascii_uppercase) || before.is_ascii_uppercase();
        match c {
            '_' | '-' => {}
            c if words.is_empty() => words.push(c.to_ascii_uppercase()),
            c if in_acronym => words.push(c),
            c => words.push(c.to_ascii_lowercase()),
        }
        before = c;
    }
    match words.trim_end() {
        "" => name.to_owned(),
        words => words.to_owned(),
    }
}

fn parameters(settings: &Settings) -> Result<Vec<Parameter>, InvalidTool> {
    let root = root(&settings.input_schema)?;
    let no_properties = Map::new();
    let properties = root.get("properties").and_then(Value::as_object).unwrap_or(&no_properties);
    let required = required(root, properties)?;
    let mut parameters = Vec::new();
    for (name, schema) in properties {
        parameters.push(parameter(name, schema, required.contains(&name.as_str()))?);
    }
    bind(settings, &mut parameters)?;
    make_portable(&mut parameters)?;
    Ok(parameters)
}

fn root(schema: &Value) -> Result<&Map<String, Value>, InvalidTool> {
    let Some(root) = schema.as_object().filter(|root| root.get("type").is_some_and(|kind| kind == "object")) else {
        return invalid("its input schema must be an object with `\"type\": \"object\"`");
    };
    if let Some(keyword) = root.keys().find(|keyword| !ROOT_KEYWORDS.contains(&keyword.as_str())) {
        let keyword = suggest::shown(keyword);
        return invalid(format!("`{keyword}` cannot be used at the root of an input schema"));
    }
    if root.get("properties").is_some_and(|properties| !properties.is_object()) {
        return invalid("`properties` of its input schema must be an object");
    }
    if root.get("additionalProperties").is_some_and(|rest| *rest != false) {
        return invalid(
            "its input schema has `additionalProperties`, but a tool refuses arguments that it does not list",
        );
    }
    Ok(root)
}

fn required<'a>(root: &'a Map<String, Value>, properties: &Map<String, Value>) -> Result<Vec<&'a str>, InvalidTool> {
    let Some(required) = root.get("required") else { return Ok(Vec::new()) };
    let names: Option<Vec<&str>> = required.as_array().and_then(|names| names.iter().map(Value::as_str).collect());
    let Some(names) = names else { return invalid("`required` of its input schema must be a list of strings") };
    match names.iter().find(|name| !properties.contains_key(**name)) {
        Some(name) => invalid(format!("`required` lists `{}`, which is not in `properties`", suggest::shown(name))),
        None => Ok(names),
    }
}

fn parameter(name: &str, schema: &Value, required: bool) -> Result<Parameter, InvalidTool> {
    let shown = suggest::shown(name);
    if !is_argument_name(name) {
        return invalid(format!("its argument `{shown}` must have a name of 1 to 64 characters of `A-Za-z0-9_.-`"));
    }
    let description = schema.get("description").and_then(Value::as_str).map(str::trim).unwrap_or_default();
    if description.is_empty() {
        return invalid(format!("its argument `{shown}` has no `description`; the model reads it"));
    }
    Ok(Parameter {
        name: Cow::Owned(name.to_owned()),
        description: Cow::Owned(description.to_owned()),
        required,
        binding: Binding::Free,
        schema: SchemaSource::Given(schema.clone()),
    })
}

fn bind(settings: &Settings, parameters: &mut [Parameter]) -> Result<(), InvalidTool> {
    for (argument, binding) in &settings.bindings {
        let shown = suggest::shown(argument);
        let Some(parameter) = parameters.iter_mut().find(|parameter| parameter.name() == argument) else {
            let nearest = suggest::nearest(argument, parameters.iter().map(Parameter::name));
            let hint = nearest.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return invalid(format!("`{shown}` is bound to the session, but it is not an argument{hint}"));
        };
        if settings.access == Access::None {
            return invalid(format!(
                "`{shown}` is bound to the session, but a tool with `Access::None` touches nobody's data"
            ));
        }
        if parameter.binding() != Binding::Free {
            return invalid(format!("its argument `{shown}` is bound twice"));
        }
        parameter.binding = *binding;
    }
    Ok(())
}

/// Rewrites each argument's schema to a portable one, against which its values are then checked.
fn make_portable(parameters: &mut [Parameter]) -> Result<(), InvalidTool> {
    schema::input(&*parameters)?;
    for parameter in &mut *parameters {
        let schema = schema::folded(parameter)?;
        if matches!(parameter.binding(), Binding::Scoped(_)) && schema["type"] != "string" {
            return invalid(format!(
                "its argument `{}` is bound to the session and must be a string",
                parameter.name()
            ));
        }
        parameter.schema = SchemaSource::Given(schema);
    }
    // A default value that the schema refuses would fail a call that the model cannot fix.
    Checks::of(parameters).map_err(|problem| InvalidTool::Definition(problem.problem().to_owned()))?;
    Ok(())
}

fn output(schema: Option<&Value>) -> Result<Option<Schema>, InvalidTool> {
    let Some(schema) = schema else { return Ok(None) };
    if !schema.is_object() {
        return invalid("its output schema must be an object");
    }
    match schema::given_output(schema.clone()) {
        Ok(schema) => Ok(Some(schema)),
        Err(problem) => invalid(format!("its output schema is not valid: {problem}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_words() {
        for (name, words) in [
            ("findOrders", "Find orders"),
            ("refund_order", "Refund order"),
            ("say-hello", "Say hello"),
            ("getURL", "Get URL"),
            ("list2Items", "List2 items"),
            ("x", "X"),
            ("__", "__"),
        ] {
            assert_eq!(in_words(name), words, "{name}");
        }
    }
}
