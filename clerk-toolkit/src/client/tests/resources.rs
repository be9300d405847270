use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::super::*;

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn round_trip<T: Serialize + DeserializeOwned + std::fmt::Debug>() {
    let texts = [
        "{}",
        r#"{"zeta":1,"id":null,"alpha":[{"b":2.50,"a":null}],"status":"on_hold","created_at":"soon"}"#,
        r#"{"big":18446744073709551615,"total_count":-0.0,"email_addresses":{},"id":{"a":[]}}"#,
    ];
    for text in texts {
        let resource: T = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&resource).unwrap(), serde_json::from_str::<Value>(text).unwrap().to_string());
    }
    for other in ["[]", "null", "\"user_1\"", "1", "[{}]"] {
        assert!(serde_json::from_str::<T>(other).is_err(), "{other}");
    }
}

#[test]
fn every_resource_serializes_to_what_was_sent() {
    round_trip::<User>();
    round_trip::<EmailAddress>();
    round_trip::<PhoneNumber>();
    round_trip::<Verification>();
    round_trip::<UserCount>();
    round_trip::<Organization>();
    round_trip::<OrganizationMembership>();
    round_trip::<PublicUserData>();
    round_trip::<OrganizationInvitation>();
    round_trip::<Invitation>();
    round_trip::<DeletedObject>();
    round_trip::<ExternalAccount>();
    round_trip::<EnterpriseAccount>();
    round_trip::<Passkey>();
    round_trip::<Web3Wallet>();
    round_trip::<TrustedDevice>();
    round_trip::<UserReference>();
    round_trip::<Session>();
    round_trip::<SessionActivity>();
    round_trip::<SessionTask>();
    round_trip::<Client>();
    round_trip::<SignUp>();
    round_trip::<SignInToken>();
    round_trip::<ActorToken>();
    round_trip::<CodeVerification>();
    round_trip::<CodeCheck>();
    round_trip::<Subscription>();
    round_trip::<SubscriptionItem>();
    round_trip::<Plan>();
    round_trip::<Payer>();
    round_trip::<NextPayment>();
    round_trip::<Money>();
    round_trip::<CreditBalance>();
    round_trip::<CreditLedgerEntry>();
    round_trip::<OrganizationDomain>();
    round_trip::<OrganizationDomainVerification>();
    round_trip::<PublicOrganizationData>();
    round_trip::<Role>();
    round_trip::<Permission>();
    round_trip::<RoleSet>();
    round_trip::<RoleSetItem>();
    round_trip::<RoleSetMigration>();
    round_trip::<AllowlistIdentifier>();
    round_trip::<BlocklistIdentifier>();
    round_trip::<WaitlistEntry>();
}

#[test]
fn a_field_that_is_a_keyword_in_rust_has_its_json_name() {
    let permission: Permission = read(json!({ "id": "perm_1", "key": "org:sys_domains:read", "type": "system" }));
    let role: Role = read(json!({ "id": "role_1", "permissions": [permission] }));
    let permissions = role.permissions().unwrap();
    assert_eq!((permissions[0].key(), permissions[0].r#type()), (Some("org:sys_domains:read"), Some("system")));
}

#[test]
fn accessors_return_the_fields() {
    let user: User = read(json!({
        "id": "user_1", "first_name": "Ada", "last_name": null, "banned": false, "created_at": 1_700_000_000_000_i64,
        "public_metadata": {"plan": "pro"}, "primary_email_address_id": "idn_2", "planet": "Earth",
        "email_addresses": [
            {"id": "idn_1", "email_address": "a@example.com"},
            {"id": "idn_2", "email_address": "b@example.com", "verification": {"status": "verified"}},
        ],
    }));
    assert_eq!(user.id().unwrap().as_str(), "user_1");
    assert_eq!(user.first_name(), Some("Ada"));
    assert_eq!(user.last_name(), None);
    assert_eq!(user.banned(), Some(false));
    assert_eq!(user.created_at(), Some(UnixMillis::from_millis(1_700_000_000_000)));
    assert_eq!(user.public_metadata().unwrap()["plan"], "pro");
    assert_eq!(user.get("planet"), Some(&json!("Earth")));
    assert_eq!(user.get("last_name"), Some(&Value::Null));
    let primary = user.primary_email_address().unwrap();
    assert_eq!(primary.email_address(), Some("b@example.com"));
    assert_eq!(primary.verification().unwrap().status(), Some("verified"));
}

#[test]
fn accessors_return_none_for_another_type() {
    let user: User = read(json!({
        "id": "not an id", "first_name": 1, "banned": "no", "created_at": "2024", "public_metadata": [],
        "email_addresses": [{"id": "idn_1"}, "idn_2"],
    }));
    assert_eq!(user.id(), None);
    assert_eq!(user.first_name(), None);
    assert_eq!(user.banned(), None);
    assert_eq!(user.created_at(), None);
    assert_eq!(user.public_metadata(), None);
    assert_eq!(user.email_addresses(), None);
}

#[test]
fn an_unknown_status_keeps_its_value() {
    let status = |status: &str| read::<Invitation>(json!({"status": status})).status().unwrap();
    assert_eq!(status("pending"), InvitationStatus::Pending);
    assert_eq!(status("on_hold"), InvitationStatus::Unknown("on_hold".to_owned()));
    for text in ["pending", "accepted", "revoked", "expired", "on_hold"] {
        assert_eq!(status(text).to_string(), text);
    }
}

#[test]
fn a_membership_gives_access_to_its_organization() {
    let membership: OrganizationMembership = read(json!({
        "permissions": ["org:sys_memberships:read"],
        "organization": {"id": "org_1", "slug": "acme"}, "public_user_data": {"user_id": "user_1"},
    }));
    assert_eq!(membership.permissions().unwrap(), ["org:sys_memberships:read"]);
    assert_eq!(membership.organization().unwrap().slug().unwrap().as_str(), "acme");
    assert_eq!(membership.public_user_data().unwrap().user_id().unwrap().as_str(), "user_1");
}

#[test]
fn schemas_are_inline_and_allow_null() {
    assert!(UserCount::inline_schema());
    let count = UserCount::json_schema(&mut SchemaGenerator::default());
    assert_eq!(
        count.as_value(),
        &json!({
            "type": "object", "properties": {"total_count": {"type": ["integer", "null"]}}, "x-clerk-resource": "total_count",
        })
    );
    let membership = OrganizationMembership::json_schema(&mut SchemaGenerator::default());
    let properties = &membership.as_value()["properties"];
    assert_eq!(properties["permissions"], json!({"type": ["array", "null"], "items": {"type": "string"}}));
    assert_eq!(properties["role"], json!({"type": ["string", "null"]}));
    assert_eq!(properties["organization"], json!({"type": ["object", "null"]}));
    for word in ["title", "$ref", "$defs", "required", "additionalProperties", "format"] {
        assert!(!membership.as_value().to_string().contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn debug_output_shows_only_the_type_and_the_id() {
    let secret = json!({ "id": "inv_1", "url": "https://x.test?ticket=t0p", "private_metadata": { "note": "t0p" } });
    let invitation: Invitation = serde_json::from_value(secret.clone()).unwrap();
    let user: User = serde_json::from_value(secret).unwrap();
    let shown = format!("{invitation:?} {user:?}");
    assert!(shown.contains("inv_1") && !shown.contains("t0p"), "{shown}");
}
