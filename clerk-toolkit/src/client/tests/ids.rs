use std::fmt::{Debug, Display};
use std::str::FromStr;

use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::super::*;

/// Texts that no id type accepts. In each pattern, `{}` is the prefix.
fn hostile(prefix: &str) -> Vec<String> {
    let patterns = [
        "",
        "{}",
        "{}1/ban?x=1",
        "..",
        "../{}1",
        "{}1/..",
        "%2e%2e",
        "{}1%2f..",
        ".\t./organizations",
        "{}1#",
        "{}1?",
        "{}1\0",
        "\0{}1",
        "{}1 ",
        " {}1",
        "{}1\n",
        "{}1\r\nx: y",
        "{}1;a",
        "{}1.",
        "{}1-2",
        "{}1_2",
        "{}\u{430}",
        "{}\u{ff11}",
        "{}\u{663}",
        "{}1\u{200b}",
        "{}1\u{202e}",
        "\\{}1",
        "{}1\\..",
        "{}{}1",
        "xx{}1",
        "'{}1'",
    ];
    let mut texts: Vec<_> = patterns.iter().map(|pattern| pattern.replace("{}", prefix)).collect();
    texts.push(prefix.replace('o', "\u{43e}").replace('i', "\u{456}").replace('s', "\u{455}") + "1");
    texts.push(prefix.to_uppercase() + "1");
    texts.push(prefix.replace('_', "\u{ff3f}") + "1");
    texts.push(format!("{prefix}{}", "a".repeat(65)));
    texts.push(format!("{prefix}{}", "a".repeat(10_000)));
    texts.push("\u{202e}".repeat(10_000));
    texts
}

fn check<T>(prefix: &str)
where
    T: FromStr<Err = InvalidId> + TryFrom<String, Error = InvalidId> + for<'a> TryFrom<&'a str, Error = InvalidId>,
    T: Serialize + DeserializeOwned + JsonSchema + Display + Debug + PartialEq + AsRef<str>,
{
    for good in
        [format!("{prefix}1"), format!("{prefix}2f9Wq1vXbT0dJpZkC8nRmLsYhGe"), format!("{prefix}{}", "Z".repeat(64))]
    {
        let id: T = good.parse().unwrap();
        assert_eq!(id.as_ref(), good);
        assert_eq!(id.to_string(), good);
        assert_eq!(serde_json::to_value(&id).unwrap(), json!(good));
        assert_eq!(serde_json::from_value::<T>(json!(good)).unwrap(), id);
    }
    for text in hostile(prefix) {
        let error = text.parse::<T>().expect_err(&text);
        assert_eq!(T::try_from(text.clone()).unwrap_err(), error);
        assert_eq!(T::try_from(text.as_str()).unwrap_err(), error);
        assert_eq!(serde_json::from_value::<T>(json!(text)).unwrap_err().to_string(), error.to_string());
        let message = error.to_string();
        assert!(message.contains(&format!("expected `{prefix}` followed by letters and digits")), "{message}");
        assert!(message.chars().count() < 150, "{message}");
        assert!(message.chars().all(|character| character == '…' || matches!(character, ' '..='~')), "{message}");
    }
    assert!(serde_json::from_value::<T>(json!(5)).is_err());
    assert!(T::inline_schema());
    let schema = T::json_schema(&mut SchemaGenerator::default());
    assert_eq!(schema.as_value(), &json!({"type": "string"}));
}

#[test]
fn every_id_type_accepts_only_its_form() {
    check::<UserId>("user_");
    check::<OrganizationId>("org_");
    check::<InvitationId>("inv_");
    check::<OrganizationInvitationId>("orginv_");
    check::<OrganizationMembershipId>("orgmem_");
    check::<SessionId>("sess_");
    check::<EmailAddressId>("idn_");
    check::<PhoneNumberId>("idn_");
    check::<Web3WalletId>("idn_");
    check::<ImageId>("img_");
}

#[test]
fn the_message_shows_the_value_and_the_expected_form() {
    assert_eq!(
        UserId::parse("user_1/ban?x=1").unwrap_err().to_string(),
        "`user_1/ban?x=1` is not a user id: expected `user_` followed by letters and digits"
    );
    assert_eq!(
        OrganizationId::parse("").unwrap_err().to_string(),
        "the empty text is not an organization id: expected `org_` followed by letters and digits"
    );
    let long = UserId::parse("x".repeat(10_000)).unwrap_err().to_string();
    assert!(long.starts_with(&format!("`{}…` is not", "x".repeat(39))), "{long}");
}

#[test]
fn a_slug_is_lowercase_letters_digits_and_dashes() {
    for good in ["a", "acme-inc", "acme-1700000000", "0", &"a".repeat(256)] {
        assert_eq!(OrganizationSlug::parse(good).unwrap().as_str(), good);
        assert!(matches!(OrganizationRef::parse(good).unwrap(), OrganizationRef::Slug(_)));
    }
    let too_long = "a".repeat(257);
    for bad in ["", "Acme", "a_b", "a.b", "..", "a/b", "a b", "a%2fb", "org_1", "\u{430}cme", "a\0", &too_long] {
        assert!(OrganizationSlug::parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_reference_is_an_id_or_a_slug() {
    let id = OrganizationRef::parse("org_1").unwrap();
    assert_eq!(id, OrganizationRef::Id(OrganizationId::parse("org_1").unwrap()));
    assert_eq!(serde_json::to_value(&id).unwrap(), json!("org_1"));
    assert_eq!(serde_json::from_value::<OrganizationRef>(json!("acme")).unwrap().as_str(), "acme");
    // A text that starts like an id is never treated as a slug.
    let error = OrganizationRef::parse("org_1/../x").unwrap_err();
    assert_eq!(error.kind(), "an organization id");
    for text in hostile("org_") {
        match OrganizationRef::parse(text.clone()) {
            Err(error) => assert!(error.kind().starts_with("an organization id"), "{error}"),
            Ok(reference) => panic!("{text:?} was parsed as {reference:?}"),
        }
    }
}

#[test]
fn metadata_is_always_an_object() {
    let metadata: Metadata = serde_json::from_value(json!({"z": 1, "a": {"b": null}})).unwrap();
    assert_eq!(serde_json::to_string(&metadata).unwrap(), r#"{"z":1,"a":{"b":null}}"#);
    assert_eq!(serde_json::from_value::<Metadata>(json!([])).unwrap(), Metadata::default());
    for other in [Value::Null, json!([1]), json!("{}"), json!(1)] {
        assert!(serde_json::from_value::<Metadata>(other.clone()).is_err(), "{other}");
    }
    let schema = Metadata::json_schema(&mut SchemaGenerator::default());
    assert_eq!(schema.as_value(), &json!({"type": "object"}));
}
