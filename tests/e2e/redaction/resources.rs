//! Clerk's own private and secret fields, in the outputs of built-in and of custom tools.

use clerk_toolkit::client::{
    Organization, OrganizationId, OrganizationInvitationCreate, OrganizationMembership, Result, User, UserId,
};
use clerk_toolkit::sandbox::demo::{ACME, ADA, GRACE};
use clerk_toolkit::toolkit::RedactionReason;
use clerk_toolkit::{ClerkClient, clerk_tool, toolset};
use clerk_toolkit_tests::{Reply, Scripted, World, calls};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::private_marker;

/// The private data of the demo data, as the API returns it.
const PRIVATE: [&str; 4] = ["internal_note", "cus_demo", "Holds the signing key", "ticket="];

fn assert_public(output: &Value) {
    let text = output.to_string();
    for private in PRIVATE {
        assert!(!text.contains(private), "{private} is in {text}");
    }
}

#[tokio::test]
async fn no_built_in_tool_returns_private_data() {
    for call in calls() {
        let world = World::start().await;
        let arguments = call.full().as_object().cloned().unwrap_or_default();
        let arguments: Map<String, Value> = arguments
            .into_iter()
            .filter(|(name, _)| !["privateMetadata", "profileImageId"].contains(&name.as_str()))
            .collect();
        assert_public(&world.call_ok(call.tool, arguments.into()).await);
    }
}

#[tokio::test]
async fn the_api_returns_the_private_data_to_other_clients() {
    let world = World::start().await;
    let paths = [
        format!("/users/{ADA}"),
        format!("/organizations/{ACME}"),
        format!("/organizations/{ACME}/memberships"),
        format!("/organizations/{ACME}/invitations"),
    ];
    let mut raw = String::new();
    for path in paths {
        raw += &world.read(&path).await.to_string();
    }
    for private in PRIVATE {
        assert!(raw.contains(private), "{private}");
    }
}

#[tokio::test]
async fn a_marker_replaces_nested_private_metadata_and_other_fields_stay() {
    let world = World::start().await;
    let arguments = json!({ "organizationId": ACME, "userId": ADA, "publicMetadata": {} });
    let output = world.call_ok("updateOrganizationMembershipMetadata", arguments).await;
    assert_eq!(output["organization"]["public_metadata"], json!({ "industry": "explosives" }));
    assert_eq!(output["organization"]["private_metadata"], private_marker());
    assert_eq!(output["private_metadata"], private_marker());
}

#[tokio::test]
async fn private_metadata_is_returned_if_allowed_but_sign_in_links_are_not() {
    let world = World::with(|toolkit| toolkit.allow_private_metadata(true)).await;
    let user = world.call_ok("getUser", json!({ "userId": ADA })).await;
    assert_eq!(user, world.read(&format!("/users/{ADA}")).await);
    assert_eq!(user["private_metadata"]["billing"]["customer_id"], "cus_demo_ada");
    let arguments = json!({ "emailAddress": "linus@example.com" });
    let output = world.toolkit.call_with_report("createInvitation", arguments).await.expect("the call succeeds");
    assert_eq!(output.value()["url"], "redacted-by-clerk-toolkit:sign-in-link");
    let [link] = output.redactions() else { panic!("{output:?}") };
    assert_eq!((link.path.as_str(), link.reason), ("/url", RedactionReason::SignInLink));
}

#[tokio::test]
async fn the_report_lists_what_the_model_does_not_see() {
    let world = World::start().await;
    let output = world.toolkit.call_with_report("getUser", json!({ "userId": ADA })).await.expect("the call succeeds");
    let [private] = output.redactions() else { panic!("{output:?}") };
    assert_eq!((private.path.as_str(), private.reason), ("/private_metadata", RedactionReason::PrivateMetadata));
    assert_eq!(output.value().pointer("/private_metadata"), Some(&private_marker()));
    let count = world.toolkit.call_with_report("getUserCount", json!({})).await.expect("the call succeeds");
    assert_eq!(count.redactions(), []);
}

#[tokio::test]
async fn the_report_lists_nothing_that_is_left_out_of_a_large_output() {
    let toolkit = super::echoing().output_budget(2048).build().expect("the toolkit is valid");
    let rows = vec![json!({ "key": "sk_live_51HxY2eZvKYlo2C", "note": "x".repeat(60) }); 100];
    let output =
        toolkit.call_with_report("echo", json!({ "tree": { "rows": rows } })).await.expect("the call succeeds");
    let shown = output.value()["rows"].as_array().expect("the rows are a list");
    assert!(shown.len() < 100 && !output.redactions().is_empty());
    for redaction in output.redactions() {
        let marker = output.value().pointer(&redaction.path);
        assert_eq!(marker, Some(&json!("[redacted by clerk-toolkit: API key]")), "{}", redaction.path);
    }
}

#[derive(Serialize)]
struct Team {
    lead: Option<User>,
    members: Vec<OrganizationMembership>,
    organization: (u8, Organization),
    ticket: Ticket,
}

#[derive(Serialize)]
struct Ticket {
    token: u32,
    secret: bool,
    private_metadata: &'static str,
}

#[derive(Serialize)]
struct Person {
    note: &'static str,
    #[serde(flatten)]
    user: User,
}

/// Read a team: resources inside a type of one's own.
#[clerk_tool(effect = read, access = instance)]
async fn team(clerk: &ClerkClient) -> Result<Team> {
    let (ada, acme): (UserId, OrganizationId) = (ADA.parse()?, ACME.parse()?);
    let member: OrganizationMembership =
        clerk.organizations().memberships(&acme).update_role(&ada, "org:admin").await?;
    Ok(Team {
        lead: Some(clerk.users().get(&ada).await?),
        members: vec![member],
        organization: (1, clerk.organizations().get(acme, None).await?),
        ticket: Ticket { token: 12, secret: false, private_metadata: "mine" },
    })
}

/// Read two users: a flattened one, and one in a JSON object.
#[clerk_tool(effect = read, access = instance)]
async fn people(clerk: &ClerkClient) -> Result<(Person, Value)> {
    let ada = clerk.users().get(&ADA.parse()?).await?;
    let grace = clerk.users().get(&GRACE.parse()?).await?;
    Ok((Person { note: "first", user: ada }, json!({ "user": grace })))
}

/// Read whatever the API returns, without types.
#[clerk_tool(effect = read, access = instance)]
async fn raw(clerk: &ClerkClient) -> Result<Vec<Value>> {
    let acme: OrganizationId = ACME.parse()?;
    let invite = OrganizationInvitationCreate::new("a@b.example", "org:member");
    clerk.organizations().invitations(&acme).create(&invite).await?;
    Ok(vec![
        clerk.get("users").send().await?,
        clerk.get(("organizations", &acme, "memberships")).send().await?,
        clerk.get(("organizations", &acme, "invitations")).send().await?,
    ])
}

toolset! {
    const CUSTOM = [team, people, raw];
}

#[tokio::test]
async fn resources_inside_the_results_of_custom_tools_are_redacted() {
    let world = World::with(|toolkit| toolkit.tools(CUSTOM)).await;
    let team = world.call_ok("team", json!({})).await;
    assert_public(&team);
    assert_eq!(team["lead"]["private_metadata"], private_marker());
    assert_eq!(team["members"][0]["organization"]["private_metadata"], private_marker());
    assert_eq!(team["organization"][1]["private_metadata"], private_marker());
    assert_eq!(team["ticket"], json!({ "token": 12, "secret": false, "private_metadata": "mine" }));

    let people = world.call_ok("people", json!({})).await;
    assert_public(&people);
    assert_eq!((&people[0]["note"], &people[0]["private_metadata"]), (&json!("first"), &private_marker()));

    let raw = world.call_ok("raw", json!({})).await;
    assert_public(&raw);
    let users = raw[0].as_array().expect("the users are a list");
    let ada = users.iter().find(|user| user["id"] == ADA).expect("Ada is a user");
    assert_eq!(ada["private_metadata"], private_marker());
}

/// A server that leaves out `object`: only the Rust types say what the objects are.
#[tokio::test]
async fn a_resource_is_known_by_its_type_if_the_response_does_not_name_it() {
    let user = r#"{"id":"user_1","private_metadata":{"a":1},"totp_secret":"JBSW"}"#;
    let organization = r#"{"id":"org_1","private_metadata":{"b":1}}"#;
    let member = format!(r#"{{"id":"orgmem_1","private_metadata":{{"c":1}},"organization":{organization}}}"#);
    let replies = [Reply::json(200, "", &member), Reply::json(200, "", user), Reply::json(200, "", organization)];
    let toolkit = Scripted::start(replies).toolkit().tools(CUSTOM).build().expect("the toolkit is valid");
    let team = toolkit.call("team", json!({})).await.expect("the call succeeds");
    let marker = private_marker();
    assert_eq!(
        team["lead"],
        json!({ "id": "user_1", "private_metadata": marker, "totp_secret": "[redacted by clerk-toolkit: secret]" })
    );
    let organization = json!({ "id": "org_1", "private_metadata": marker });
    assert_eq!(
        team["members"],
        json!([{ "id": "orgmem_1", "private_metadata": marker, "organization": organization }])
    );
    assert_eq!(team["organization"], json!([1, organization]));
}
