//! The number of tokens of typical outputs, with the fields that a person would look at.

use std::io::Write;

use clerk_toolkit::client::{Page, User};
use clerk_toolkit::{ClerkToolkit, ToolError, catalog, clerk_tool, toolset};
use clerk_toolkit_tests::World;
use serde_json::{Map, Value, json};
use tiktoken_rs::o200k_base_singleton;

fn count(value: &Value) -> usize {
    o200k_base_singleton().encode_ordinary(&value.to_string()).len()
}

/// A verification as Clerk sends it.
fn verification(strategy: &str) -> Value {
    json!({
        "object": "verification", "status": "verified", "strategy": strategy, "attempts": 1, "expire_at": 1_778_580_600_000_u64,
        "external_verification_redirect_url": null, "error": null, "nonce": null, "verified_at_client": "client_2Nn",
    })
}

fn email(id: &str, address: &str) -> Value {
    json!({
        "id": id, "object": "email_address", "email_address": address, "reserved": false,
        "verification": verification("email_code"), "linked_to": [], "matches_sso_connection": false,
        "created_at": 1_778_580_000_000_u64, "updated_at": 1_778_580_000_000_u64,
    })
}

fn account(id: &str, provider: &str) -> Value {
    json!({
        "object": "external_account", "id": id, "provider": provider, "identification_id": id,
        "provider_user_id": "112233445566778899001", "approved_scopes": "email profile openid",
        "email_address": "grace.hopper@example.com", "email_address_verified": true, "first_name": "Grace",
        "last_name": "Hopper", "avatar_url": "https://lh3.googleusercontent.com/a/ACg8ocK9x1y2z3",
        "image_url": "https://img.clerk.com/eyJ0eXBlIjoicHJveHkiLCJzcmMiOiJodHRwczovL2ltYWdlcy5jbGVyay5kZXYi",
        "username": "ghopper", "phone_number": null, "public_metadata": {}, "label": null,
        "created_at": 1_778_580_000_000_u64, "updated_at": 1_778_580_000_000_u64,
        "verification": verification("oauth_google"),
    })
}

/// A user with two email addresses, two accounts elsewhere, a passkey and metadata.
fn grace() -> User {
    let profile = json!({
        "id": "user_2NNEqL2nrIRdJ194ndJqAHwEfxC", "object": "user", "username": "grace", "first_name": "Grace",
        "last_name": "Hopper", "locale": "en-US", "has_image": true,
        "image_url": "https://img.clerk.com/eyJ0eXBlIjoicHJveHkiLCJzcmMiOiJodHRwczovL2ltYWdlcy5jbGVyay5kZXYi",
        "profile_image_url": "https://img.clerk.com/eyJ0eXBlIjoicHJveHkiLCJzcmMiOiJodHRwczovL2ltYWdlcy5jbGVyay5kZXYi",
        "primary_email_address_id": "idn_2NNEqLgBt1GlcmFmsnZPRMSbZDW", "primary_phone_number_id": null,
        "primary_web3_wallet_id": null, "password_enabled": true, "two_factor_enabled": false, "totp_enabled": false,
        "backup_code_enabled": false, "external_id": "crm_48151", "banned": false, "locked": false,
        "lockout_expires_in_seconds": null, "verification_attempts_remaining": 100, "deprovisioned": false,
    });
    let accounts = json!({
        "email_addresses": [
            email("idn_2NNEqLgBt1GlcmFmsnZPRMSbZDW", "grace.hopper@example.com"),
            email("idn_2NNErQ7yT0PkmVbVfXnJcLzUwAE", "grace@navy.example.org"),
        ],
        "phone_numbers": [], "web3_wallets": [],
        "passkeys": [{
            "id": "idn_2NNEsF5aK8RwoQdXh2MbYvTgLxC", "object": "passkey", "name": "iCloud Keychain",
            "last_used_at": 1_778_580_000_000_u64, "verification": verification("passkey"),
        }],
        "external_accounts": [
            account("eac_2NNEtH3cL1SxpReYi4NdZwUhMyD", "oauth_google"),
            account("eac_2NNEuJ4dM2TyqSfZj5OeAxViNzE", "oauth_github"),
        ],
        "enterprise_accounts": [], "saml_accounts": [], "password_last_updated_at": 1_778_580_000_000_u64,
    });
    let rest = json!({
        "public_metadata": { "plan": "pro", "seats": 5 }, "private_metadata": { "stripe_id": "cus_123" },
        "unsafe_metadata": { "theme": "dark" }, "last_sign_in_at": 1_778_580_000_000_u64,
        "created_at": 1_778_580_000_000_u64, "updated_at": 1_778_580_000_000_u64, "last_active_at": 1_778_580_000_000_u64,
        "delete_self_enabled": true, "create_organization_enabled": true, "create_organizations_limit": null,
        "mfa_enabled_at": null, "mfa_disabled_at": null, "legal_accepted_at": 1_778_580_000_000_u64,
    });
    let parts = [profile, accounts, rest].into_iter().filter_map(|part| part.as_object().cloned());
    User::from(parts.flatten().collect::<Map<_, _>>())
}

/// Read Grace.
#[clerk_tool(effect = read, access = none)]
async fn read_grace() -> Result<User, ToolError> {
    Ok(grace())
}

/// Change Grace.
#[clerk_tool(effect = write, access = none)]
async fn change_grace() -> Result<User, ToolError> {
    Ok(grace())
}

/// List Grace.
#[clerk_tool(effect = read, access = none)]
async fn list_grace() -> Result<Page<User>, ToolError> {
    let mut page = Page::default();
    page.data = vec![grace()];
    Ok(page)
}

toolset! {
    const GRACE = [read_grace, change_grace, list_grace];
}

#[tokio::test]
async fn a_realistic_user_is_short() {
    let toolkit = ClerkToolkit::builder().tools(GRACE).concise(true).build().expect("the toolkit is valid");
    let whole = count(&serde_json::to_value(grace()).expect("the user is JSON"));
    let read = toolkit.call("readGrace", json!({})).await.expect("the call succeeds");
    let full = toolkit.call("readGrace", json!({ "detail": "full" })).await.expect("the call succeeds");
    let write = toolkit.call("changeGrace", json!({})).await.expect("the call succeeds");
    let row = toolkit.call("listGrace", json!({})).await.expect("the call succeeds")["data"][0].take();
    let counts = [&read, &full, &write, &row].map(count);
    writeln!(std::io::stderr(), "a user: {whole} tokens whole (o200k); read, full, write, row: {counts:?}")
        .expect("the console is writable");
    let [read_tokens, _, write_tokens, row_tokens] = counts;
    assert!(read_tokens <= 350, "{read_tokens} tokens: {read}");
    assert!(write_tokens <= 120, "{write_tokens} tokens: {write}");
    assert!(row_tokens <= 120, "{row_tokens} tokens: {row}");
}

#[tokio::test]
async fn concise_output_schemas_are_short() {
    let (whole, concise) = (World::start().await, World::with(|toolkit| toolkit.concise(true)).await);
    let tokens = |world: &World| {
        world.toolkit.all_tools().iter().filter_map(|tool| tool.output_schema().map(count)).sum::<usize>()
    };
    let (whole, tokens) = (tokens(&whole), tokens(&concise));
    writeln!(std::io::stderr(), "{} output schemas: {tokens} tokens concise, {whole} whole", catalog::ALL.len())
        .expect("the console is writable");
    assert!(tokens * 2 < whole, "{tokens} tokens, {whole} whole");
}

#[tokio::test]
async fn every_concise_output_matches_its_schema() {
    for call in clerk_toolkit_tests::calls() {
        let world = World::with(|toolkit| toolkit.concise(true)).await;
        let tool = world.toolkit.tool(call.tool).expect("the tool exists");
        let schema = tool.output_schema().unwrap_or_else(|| panic!("{} has no output schema", call.tool));
        let mut arguments = call.required.clone();
        let output = world.call_ok(call.tool, arguments.clone()).await;
        assert!(jsonschema::is_valid(schema, &output), "{}: {output}", call.tool);
        if tool.input_schema()["properties"].get("detail").is_some() {
            arguments["detail"] = "full".into();
            let output = world.call_ok(call.tool, arguments).await;
            assert!(jsonschema::is_valid(schema, &output), "{}: {output}", call.tool);
        }
    }
}
