//! Shape: show the fields of a Clerk resource that a person would look at.
//!
//! The resource's declaration decides, at every depth: which fields belong to a view, which are times, and which hold other
//! resources. What is not a resource is neither changed nor visited. A resource without a declared view stays whole.
//!
//! A field that is absent is null or empty, or not in the view. `detail: "full"` shows all fields of a read.

use serde_json::{Map, Value, json};

use super::call_output::CallOutput;
use crate::client::UnixMillis;
use crate::json;
use crate::redaction::{Class, Declaration, Field, FoundResource};
use crate::tool::{Effect, ToolError, schema};

/// The argument that asks for all fields.
pub(super) const DETAIL: &str = "detail";

/// Which fields of a resource are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// All that are not null, with times as text.
    Full,
    /// Those that a person would look at.
    Concise,
    /// Those that tell one resource from another: in a list, and after a write.
    Row,
}

impl View {
    /// The view of a resource that a tool returns, unless a call asks for all fields.
    fn of(effect: Effect, is_in_list: bool) -> Self {
        if is_in_list || effect != Effect::Read { Self::Row } else { Self::Concise }
    }

    /// Whether the view of a resource with this declaration has the field.
    fn shows(self, field: &Field, declaration: &Declaration) -> bool {
        match self {
            Self::Full => true,
            Self::Row if declaration.fields.iter().any(|field| field.row) => field.row,
            Self::Row | Self::Concise => field.concise || declaration.fields.iter().all(|field| !field.concise),
        }
    }
}

/// What a call asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// The view that fits the tool.
    Usual,
    /// All fields.
    Full,
}

/// Takes `detail` out of a call's arguments.
///
/// # Errors
/// `arguments_invalid` if it has another value than the schema says.
pub(super) fn arguments(mut arguments: Value) -> Result<(Value, Detail), ToolError> {
    let given = arguments.as_object_mut().and_then(|arguments| arguments.shift_remove(DETAIL));
    let detail = match given.as_ref() {
        None | Some(Value::Null) => Detail::Usual,
        Some(Value::String(detail)) if detail.is_empty() || detail == "concise" => Detail::Usual,
        Some(Value::String(detail)) if detail == "full" => Detail::Full,
        Some(_) => {
            given.into_iter().chain([arguments]).for_each(json::dismantle);
            return Err(ToolError::arguments(format!("`{DETAIL}`: expected `concise` or `full`.")));
        }
    };
    Ok((arguments, detail))
}

/// Shapes the resources of an output. The list of redactions keeps those that are still shown.
pub(super) fn output(output: &mut CallOutput, resources: &[FoundResource], effect: Effect, detail: Detail) {
    for resource in resources {
        let Some(Value::Object(fields)) = output.value.pointer_mut(&resource.path) else { continue };
        let view = match detail {
            Detail::Full => View::Full,
            Detail::Usual => View::of(effect, resource.is_in_list),
        };
        object(fields, resource.declaration, view);
    }
    if !resources.is_empty() {
        output.redactions.retain(|redaction| output.value.pointer(&redaction.path).is_some());
    }
}

fn object(fields: &mut Map<String, Value>, declaration: &Declaration, view: View) {
    if !declaration.is_typed() {
        return;
    }
    fields.retain(|name, value| {
        let Some(field) = declaration.field(name) else { return view == View::Full && !value.is_null() };
        if !view.shows(field, declaration) || is_nothing(value, view) {
            return false;
        }
        match (field.class, &mut *value) {
            (Class::Time, Value::Number(millis)) => {
                let text = millis.as_i64().map(|millis| UnixMillis::from_millis(millis).to_string());
                *value = text.map_or_else(|| value.take(), Value::String);
            }
            (Class::Resource(inner), Value::Object(fields)) => object(fields, inner, view),
            (Class::Resource(inner), Value::Array(items)) => {
                items.iter_mut().filter_map(Value::as_object_mut).for_each(|fields| object(fields, inner, view));
            }
            _ => {}
        }
        true
    });
}

/// Whether a value says no more than its absence.
fn is_nothing(value: &Value, view: View) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => view != View::Full && items.is_empty(),
        Value::Object(fields) => view != View::Full && fields.is_empty(),
        _ => false,
    }
}

/// Rewrites an output schema to what [`output`] shows. Returns whether it leaves fields out.
///
/// `declarations` finds a declaration by its name. Without it, the schema keeps all fields.
pub(super) fn output_schema(
    schema: &mut Value,
    declarations: Option<fn(&str) -> Option<&'static Declaration>>,
    effect: Effect,
    is_in_list: bool,
) -> bool {
    let Some(keywords) = schema.as_object_mut() else { return false };
    let name = keywords.shift_remove(schema::RESOURCE);
    let declaration = declarations.zip(name.as_ref().and_then(Value::as_str)).and_then(|(find, name)| find(name));
    let mut leaves_out = false;
    if let Some(declaration) = declaration {
        let view = View::of(effect, is_in_list);
        let Some(Value::Object(properties)) = keywords.get_mut("properties") else { return false };
        properties.retain(|name, property| {
            let Some(field) = declaration.field(name) else { return false };
            match field.class {
                Class::Time => *property = json!({ "type": "string" }),
                _ => without_null(property),
            }
            view.shows(field, declaration)
        });
        return declaration.fields.iter().any(|field| !view.shows(field, declaration));
    }
    for (keyword, value) in keywords {
        let is_list = keyword == "items" || keyword == "prefixItems";
        let mut inner = |schema: &mut Value| {
            leaves_out |= output_schema(schema, declarations, effect, is_list);
        };
        match (keyword.as_str(), value) {
            ("items" | "additionalProperties", schema) => inner(schema),
            ("properties" | "$defs" | "definitions", Value::Object(schemas)) => schemas.values_mut().for_each(inner),
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(schemas)) => schemas.iter_mut().for_each(inner),
            _ => {}
        }
    }
    leaves_out
}

/// The branch of `anyOf` that is not null.
fn without_null(property: &mut Value) {
    let Some(Value::Array(branches)) = property.get_mut("anyOf") else { return };
    branches.retain(|branch| branch["type"] != "null");
    if let [only] = &mut branches[..] {
        *property = only.take();
    }
}

/// Adds the argument `detail` to an input schema.
pub(super) fn offer_detail(input_schema: &mut Value) {
    input_schema["properties"][DETAIL] = json!({
        "type": "string",
        "enum": ["concise", "full"],
        "description": "`full`: all fields.",
    });
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::from_value;

    use super::*;
    use crate::client::{Organization, OrganizationMembership, Page, User};
    use crate::{ClerkToolkit, clerk_tool, toolset};

    fn user() -> User {
        from_value(json!({
            "object": "user", "id": "user_1", "first_name": "Ada", "last_name": null, "banned": false,
            "image_url": "https://img.clerk.com/a", "created_at": 0, "updated_at": 1_500, "last_sign_in_at": null,
            "private_metadata": { "a": 1 }, "public_metadata": {}, "phone_numbers": [], "unheard_of": [null],
            "email_addresses": [
                { "id": "idn_1", "email_address": "ada@example.com", "created_at": 2_000,
                  "verification": { "status": "verified", "attempts": 1, "expire_at": 3_000 } },
            ],
        }))
        .unwrap()
    }

    /// Read a user.
    #[clerk_tool(effect = read, access = none)]
    async fn read_user() -> Result<User, ToolError> {
        Ok(user())
    }

    /// Change a user.
    #[clerk_tool(effect = write, access = none)]
    async fn change_user() -> Result<User, ToolError> {
        Ok(user())
    }

    /// List users.
    #[clerk_tool(effect = read, access = none)]
    async fn list_users() -> Result<Page<User>, ToolError> {
        Ok(Page { data: vec![user()], total: Some(1), next_offset: None })
    }

    /// An application's own type with a resource in it.
    #[derive(Serialize)]
    struct Report {
        created_at: u64,
        nothing: Option<u8>,
        member: OrganizationMembership,
    }

    /// Read a report.
    #[clerk_tool(effect = read, access = none)]
    async fn read_report(
        /// How much.
        detail: Option<String>,
    ) -> Result<Report, ToolError> {
        let organization = json!({ "id": "org_1", "name": detail, "created_at": 1_000, "updated_at": 0 });
        let member = json!({ "role": "org:admin", "organization": organization, "updated_at": 5 });
        Ok(Report { created_at: 0, nothing: None, member: from_value(member).unwrap() })
    }

    /// Read what has no Rust type.
    #[clerk_tool(effect = read, access = none)]
    async fn read_value() -> Result<Value, ToolError> {
        Ok(json!({ "object": "user", "created_at": 0, "x": null, "list": [] }))
    }

    /// Read an organization.
    #[clerk_tool(effect = read, access = none)]
    async fn read_organization() -> Result<Organization, ToolError> {
        Ok(from_value(json!({ "id": "org_1", "created_at": -62_198_755_200_000_i64 })).unwrap())
    }

    toolset! {
        const TOOLS = [read_user, change_user, list_users, read_report, read_value, read_organization];
    }

    fn toolkit() -> ClerkToolkit {
        ClerkToolkit::builder().tools(TOOLS).concise(true).build().unwrap()
    }

    async fn called(tool: &str, arguments: Value) -> Value {
        toolkit().call(tool, arguments).await.unwrap()
    }

    fn concise() -> Value {
        json!({
            "id": "user_1", "first_name": "Ada", "banned": false, "created_at": "1970-01-01T00:00:00Z",
            "private_metadata": { "redacted": "[redacted by clerk-toolkit: private metadata]" },
            "email_addresses": [
                { "id": "idn_1", "email_address": "ada@example.com", "verification": { "status": "verified" } },
            ],
        })
    }

    #[tokio::test]
    async fn a_read_shows_what_a_person_would_look_at() {
        for arguments in [json!({}), json!({ "detail": null }), json!({ "detail": "" }), json!({ "detail": "concise" })]
        {
            assert_eq!(called("readUser", arguments).await, concise());
        }
    }

    #[tokio::test]
    async fn a_list_and_a_write_show_a_row() {
        let row = json!({
            "id": "user_1", "first_name": "Ada", "banned": false, "created_at": "1970-01-01T00:00:00Z",
            "email_addresses": [{ "email_address": "ada@example.com" }],
        });
        assert_eq!(called("changeUser", json!({})).await, row);
        assert_eq!(called("listUsers", json!({})).await, json!({ "data": [row], "total": 1 }));
    }

    #[tokio::test]
    async fn full_detail_shows_every_field_that_is_not_null_with_times_as_text_at_every_depth() {
        let mut whole = serde_json::to_value(user()).unwrap();
        let fields = whole.as_object_mut().unwrap();
        fields.retain(|_, value| !value.is_null());
        fields["private_metadata"] = concise()["private_metadata"].clone();
        fields["created_at"] = "1970-01-01T00:00:00Z".into();
        fields["updated_at"] = "1970-01-01T00:00:01.500Z".into();
        fields["email_addresses"][0]["created_at"] = "1970-01-01T00:00:02Z".into();
        fields["email_addresses"][0]["verification"]["expire_at"] = "1970-01-01T00:00:03Z".into();
        assert_eq!(called("readUser", json!({ "detail": "full" })).await, whole);
        assert_eq!(called("listUsers", json!({ "detail": "full" })).await["data"], json!([whole]));
    }

    #[tokio::test]
    async fn another_value_of_detail_is_refused() {
        for detail in [json!("all"), json!(5), json!(["full"])] {
            let error = toolkit().call("readUser", json!({ "detail": detail })).await.unwrap_err();
            assert_eq!(error.message(), "`detail`: expected `concise` or `full`.");
        }
        let error = toolkit().call("changeUser", json!({ "detail": "full" })).await.unwrap_err();
        assert!(error.message().contains("has no argument `detail`"), "{error}");
    }

    #[tokio::test]
    async fn what_is_not_a_resource_stays_whole_and_a_resource_in_it_does_not() {
        let member = json!({
            "role": "org:admin",
            "organization": { "id": "org_1", "name": "x", "created_at": "1970-01-01T00:00:01Z" },
        });
        let report = json!({ "created_at": 0, "nothing": null, "member": member });
        assert_eq!(called("readReport", json!({ "detail": "x" })).await, report);
        let whole = json!({ "object": "user", "created_at": 0, "x": null, "list": [] });
        assert_eq!(called("readValue", json!({})).await, whole);
    }

    #[tokio::test]
    async fn a_time_that_has_no_text_is_shown_as_its_number_in_a_text() {
        let organization = json!({ "id": "org_1", "created_at": "-62198755200000" });
        assert_eq!(called("readOrganization", json!({})).await, organization);
    }

    #[tokio::test]
    async fn only_values_that_are_shown_are_reported_as_redacted() {
        let paths = |tool: &'static str, arguments| async move {
            let output = toolkit().call_with_report(tool, arguments).await.unwrap();
            output.redactions().iter().map(|redaction| redaction.path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths("readUser", json!({})).await, ["/private_metadata"]);
        assert!(paths("listUsers", json!({})).await.is_empty());
        assert_eq!(paths("listUsers", json!({ "detail": "full" })).await, ["/data/0/private_metadata"]);
    }

    #[tokio::test]
    async fn an_output_schema_describes_what_is_shown_and_nothing_is_shaped_by_default() {
        for tool in toolkit().all_tools() {
            let Some(schema) = tool.output_schema() else { continue };
            assert!(!schema.to_string().contains(schema::RESOURCE), "{}", tool.name());
            for arguments in [json!({}), json!({ "detail": "full" })] {
                if arguments != json!({}) && tool.input_schema()["properties"].get(DETAIL).is_none() {
                    continue;
                }
                let output = tool.call(arguments).await.unwrap();
                assert!(jsonschema::is_valid(schema, &output), "{}: {output}", tool.name());
            }
        }
        let of = |toolkit: &ClerkToolkit| toolkit.tool("readUser").unwrap().output_schema().unwrap().clone();
        let schema = of(&toolkit());
        assert_eq!(schema["properties"]["created_at"], json!({ "type": "string" }));
        assert_eq!(schema["properties"].get("updated_at"), None);
        let whole = ClerkToolkit::builder().tools(TOOLS).build().unwrap();
        assert_eq!(of(&whole)["properties"]["updated_at"]["anyOf"][0], json!({ "type": "integer" }));
        assert_eq!(whole.tool("readUser").unwrap().input_schema()["properties"], json!({}));
        let output = whole.call("readUser", json!({})).await.unwrap();
        assert_eq!((&output["created_at"], &output["last_name"]), (&json!(0), &Value::Null));
    }
}
