//! `docs/sandbox.md` says what the code says.

use std::collections::{BTreeMap, BTreeSet};

use schemars::generate::SchemaSettings;
use serde_json::json;

use super::*;
use crate::sandbox::operations::OPERATIONS;
use crate::sandbox::{Seed, demo};

const GUIDE: &str = include_str!("../../../docs/sandbox.md");

/// The text between `<!-- name -->` and `<!-- /name -->`.
fn section(name: &str) -> &'static str {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (_, rest) = GUIDE.split_once(&start).unwrap_or_else(|| panic!("the guide has no {start}"));
    rest.split_once(&end).unwrap_or_else(|| panic!("the guide has no {end}")).0
}

/// The cells of a section's table without its head.
fn rows(name: &str) -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect();
    section(name).lines().skip(2).map(cells).collect()
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// The JSON that the guide shows as an example.
fn example() -> &'static str {
    section("example").trim().trim_start_matches("```json").trim_end_matches("```")
}

/// The JSON Schema of each type of a seed, by the type's name.
fn schemas() -> BTreeMap<String, Value> {
    let mut root = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Seed>().to_value();
    let definitions = root["$defs"].take();
    let mut schemas: BTreeMap<String, Value> = serde_json::from_value(definitions).expect("the seed has other types");
    schemas.insert("Seed".to_owned(), root);
    schemas
}

/// The type and the default of a field, as the guide writes them.
fn described(name: &str, schema: &Value, required: bool) -> (String, String) {
    let kind = match &schema["type"] {
        Value::Null => "string",
        Value::Array(kinds) => kinds[0].as_str().expect("the type is a string"),
        kind => kind.as_str().expect("the type is a string"),
    };
    let kind = if kind == "array" { "list" } else { kind };
    let default = match &schema["default"] {
        _ if required => "required".to_owned(),
        Value::Null if ["id", "slug"].contains(&name) => "generated".to_owned(),
        Value::Null => "none".to_owned(),
        default => code(&default.to_string()),
    };
    (kind.to_owned(), default)
}

#[test]
fn every_field_of_a_seed_is_documented_with_its_type_and_default() {
    let mut checked = BTreeSet::new();
    for (name, schema) in schemas() {
        if let Some(statuses) = variants(&schema) {
            for table in ["SeedOrganizationInvitation", "SeedInvitation"] {
                let row = rows(table).into_iter().find(|row| row[0] == "`status`").expect("the table has a status");
                assert!(statuses.iter().all(|status| row[3].contains(&code(status))), "{table}: {statuses:?}");
            }
            continue;
        }
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let expected: Vec<_> = schema["properties"]
            .as_object()
            .expect("the type has fields")
            .iter()
            .map(|(field, schema)| (code(field), described(field, schema, required.contains(&field.as_str()))))
            .collect();
        let documented: Vec<_> =
            rows(&name).iter().map(|row| (row[0].to_owned(), (row[1].to_owned(), row[2].to_owned()))).collect();
        assert_eq!(documented, expected, "the table of {name}");
        assert!(rows(&name).iter().all(|row| !row[3].is_empty()), "{name}");
        checked.insert(name);
    }
    assert!(checked.contains("Seed") && checked.contains("SeedMember"), "{checked:?}");
}

/// The values of an enum, if the schema is one.
fn variants(schema: &Value) -> Option<Vec<String>> {
    let branches = schema["oneOf"].as_array()?;
    Some(
        branches.iter().map(|branch| branch["const"].as_str().expect("each branch is a constant").to_owned()).collect(),
    )
}

#[test]
fn the_example_uses_every_field() {
    let example: Value = serde_json::from_str(example()).expect("the example is JSON");
    let names = |values: &Value, all: &mut BTreeSet<String>| {
        for value in values.as_array().into_iter().flatten() {
            all.extend(value.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        }
    };
    let organization = &example["organizations"][0];
    for (name, values) in [
        ("Seed", &json!([example])),
        ("SeedUser", &example["users"]),
        ("SeedOrganization", &example["organizations"]),
        ("SeedMember", &organization["members"]),
        ("SeedOrganizationInvitation", &organization["invitations"]),
        ("SeedInvitation", &example["invitations"]),
    ] {
        let mut used = BTreeSet::new();
        names(values, &mut used);
        let fields = schemas()[name]["properties"].as_object().expect("the type has fields").clone();
        assert_eq!(used, fields.into_iter().map(|(field, _)| field).collect(), "{name}");
    }
}

#[tokio::test]
async fn a_sandbox_starts_with_the_example() {
    let seed = Seed::from_json(example()).expect("the example is a seed");
    let api = Api::of(Sandbox::builder().seed(seed)).await;
    let summary = api.sandbox.summary();
    let users: Vec<_> = summary.users.iter().map(|user| (&*user.id, user.name.as_deref())).collect();
    assert_eq!(users, [("user_1Mary", Some("Mary Shelley")), ("user_1Percy", None)]);
    let members: Vec<_> =
        summary.organizations[0].members.iter().map(|member| (&*member.user_id, &*member.role)).collect();
    assert_eq!(members, [("user_1Mary", "org:admin"), ("user_1Percy", "org:member")]);
    let invitation = api.get("/organizations/org_1Villa/invitations/orginv_1John").await.ok();
    assert_eq!((&invitation["status"], &invitation["inviter_id"]), (&json!("pending"), &json!("user_1Mary")));
    assert_eq!(ids(&api.get("/invitations?status=revoked").await.ok()), ["inv_1Claire"]);
}

#[test]
fn every_operation_is_documented() {
    let served: Vec<Vec<String>> =
        OPERATIONS.iter().map(|operation| vec![operation.method.to_owned(), code(operation.path)]).collect();
    assert_eq!(rows("operations"), served);
}

#[test]
fn the_demo_data_is_documented() {
    let seed = demo::seed();
    let table = rows("demo");
    let mut expected = Vec::new();
    for user in &seed.users {
        let id = user.id.as_deref().expect("the demo data has fixed ids");
        let mut facts = vec![
            format!("{} {}", user.first_name.as_deref().unwrap_or(""), user.last_name.as_deref().unwrap_or("")),
            code(&user.email_addresses[0]),
        ];
        for organization in &seed.organizations {
            let memberships = organization.members.iter().filter(|member| member.user_id == id);
            facts.extend(memberships.map(|member| format!("{} of {}", code(&member.role), organization.name)));
        }
        expected.push((id, facts));
    }
    for organization in &seed.organizations {
        let slug = organization.slug.as_deref().expect("the demo data has fixed slugs");
        expected.push((
            organization.id.as_deref().expect("the demo data has fixed ids"),
            vec![organization.name.clone(), code(slug)],
        ));
    }
    for organization in &seed.organizations {
        for invitation in &organization.invitations {
            let facts = vec![code(&invitation.email_address), organization.name.clone()];
            expected.push((invitation.id.as_deref().expect("the demo data has fixed ids"), facts));
        }
    }
    for invitation in &seed.invitations {
        expected.push((
            invitation.id.as_deref().expect("the demo data has fixed ids"),
            vec![code(&invitation.email_address)],
        ));
    }
    assert_eq!(table.len(), expected.len());
    for (row, (id, facts)) in table.iter().zip(expected) {
        assert_eq!(row[0], code(id));
        assert!(facts.iter().all(|fact| row[1].contains(fact)), "{facts:?} is not all in {row:?}");
    }
}
