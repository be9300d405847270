//! A call of a tool that works on the demo data of a sandbox, exactly as printed.

use clerk_toolkit::BoundTool;
use clerk_toolkit::sandbox::demo;
use clerk_toolkit::serde_json::Value;

/// The values of arguments, by tool (or any) and name; the first match counts. Other arguments get a value of their type.
const VALUES: &[(Option<&str>, &str, &str)] = &[
    (Some("createOrganizationMembership"), "userId", demo::EDSGER),
    (Some("revokeOrganizationInvitation"), "invitationId", demo::ACME_INVITATION),
    (Some("resendOrganizationInvitation"), "invitationId", demo::ACME_INVITATION),
    (Some("createOrganization"), "name", "'Initech'"),
    (None, "userId", demo::GRACE),
    (None, "organizationId", demo::ACME),
    (None, "invitationId", demo::INVITATION),
    (None, "emailAddress", "someone@example.com"),
    (None, "role", "org:member"),
    (None, "name", "'New name'"),
    (None, "firstName", "Grace"),
    (None, "metadata", r#"'{"plan": "pro"}'"#),
    (None, "publicMetadata", r#"'{"plan": "pro"}'"#),
];

/// The command that calls the tool: with every required argument, or else with the first that has a value above.
pub(super) fn call(tool: &BoundTool) -> String {
    let schema = tool.input_schema();
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_required = |name: &str| required.iter().any(|known| known == name);
    let properties = || schema["properties"].as_object().into_iter().flatten();
    let known = |name: &str| {
        let fits = |entry: &&(Option<&str>, &str, _)| entry.0.is_none_or(|of| of == tool.name()) && entry.1 == name;
        VALUES.iter().find(fits).map(|(.., value)| *value)
    };
    let optional = properties().map(|(name, _)| name).find(|name| !is_required(name) && known(name).is_some());
    // An update needs something to change, even if each single field is optional.
    let adds_optional = required.is_empty() || tool.name().starts_with("update");
    let mut command = format!("clerk-toolkit call {}", tool.name());
    for (name, schema) in properties() {
        if is_required(name) || (adds_optional && optional == Some(name)) {
            let item = || known(name).or_else(|| known(name.strip_suffix('s')?));
            command = match schema["type"] == "array" {
                true => format!("{command} {name}='{}'", list(schema, item())),
                false => format!("{command} {name}={}", known(name).unwrap_or_else(|| any(schema))),
            };
        }
    }
    command + " --sandbox"
}

/// A list with this item, or else with one of the type in the schema.
fn list(schema: &Value, item: Option<&str>) -> String {
    match (item, schema["items"]["type"].as_str()) {
        (None, Some("object" | "array")) => "[]".to_owned(),
        (item, _) => format!("[\"{}\"]", item.unwrap_or_else(|| any(&schema["items"]))),
    }
}

/// A value of the schema's type.
fn any(schema: &Value) -> &str {
    match (schema["enum"][0].as_str(), schema["type"].as_str()) {
        (Some(value), _) => value,
        (None, Some("boolean")) => "true",
        (None, Some("integer" | "number")) => "1",
        (None, Some("object")) => "'{}'",
        _ => "text",
    }
}
