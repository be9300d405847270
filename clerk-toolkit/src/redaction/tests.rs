//! What is a credential and what is not, and how documents and arguments are handled.

use serde_json::{Map, Value, json};

use super::*;
use crate::client::declaration;
use crate::json::{self, origin};

const KEY: &str = "sk_test_Zm9yLXRoZS1yZWRhY3Rpb24tdGVzdHM0Mg";
/// `{"alg":"RS256","typ":"JWT"}`, `{"sub":"user_1"}` and a signature.
const JWT: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl";
const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----";

#[test]
fn what_json_cannot_represent_has_a_marker_like_all_others() {
    assert_eq!(marker::text(RedactionReason::TooDeep), json::TOO_DEEP);
    assert_eq!(marker::text(RedactionReason::NumberTooLarge), json::NUMBER_TOO_LARGE);
    let (shown, list) = redacted(json!({ "a": [json::NUMBER_TOO_LARGE], "b": json::TOO_DEEP }), false);
    assert_eq!(shown, json!({ "a": [json::NUMBER_TOO_LARGE], "b": json::TOO_DEEP }));
    let expected = [("/a/0", RedactionReason::NumberTooLarge), ("/b", RedactionReason::TooDeep)];
    assert_eq!(list, expected.map(|(path, reason)| (path.to_owned(), reason)));
}

fn scrubbed(text: &str) -> Option<(String, RedactionReason)> {
    Scanner::new(KEY).scrub(text).map(|scrubbed| (scrubbed.text, scrubbed.reason))
}

#[test]
fn a_credential_is_replaced_by_a_marker_and_the_text_around_it_stays() {
    use RedactionReason as Reason;
    let cases: [(&str, &str, Reason); 24] = [
        (JWT, "[redacted by clerk-toolkit: token]", Reason::Token),
        (&format!("Bearer {JWT}!"), "Bearer [redacted by clerk-toolkit: token]!", Reason::Token),
        (&format!("id{JWT}"), "id[redacted by clerk-toolkit: token]", Reason::Token),
        (&format!("{JWT}.a.b"), "[redacted by clerk-toolkit: token]", Reason::Token),
        ("eyJhbGciOiJub25lIn0.e30.", "[redacted by clerk-toolkit: token]", Reason::Token),
        ("sk_live_51HxY2eZvKYlo2C", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("key=sk_test_abc123, ok", "key=[redacted by clerk-toolkit: API key], ok", Reason::ApiKey),
        ("sk_prod_8f3kd93jdk39dk3k", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("rk_live_51HxY2eZvKYlo2C", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw==", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("ak_x7Tq2mVb9LrWz4KpNc8sYd3JfHg", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("oat_x7Tq2mVb9LrWz4KpNc8sYd3JfHg", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        ("mt_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "[redacted by clerk-toolkit: API key]", Reason::ApiKey),
        (PEM, "[redacted by clerk-toolkit: private key]", Reason::PrivateKey),
        (&format!("a {PEM} b"), "a [redacted by clerk-toolkit: private key] b", Reason::PrivateKey),
        ("-----BEGIN RSA PRIVATE KEY-----\nMII", "[redacted by clerk-toolkit: private key]", Reason::PrivateKey),
        ("otpauth://totp/Acme?secret=ABC", "redacted-by-clerk-toolkit:second-factor", Reason::SecondFactor),
        (
            "scan OTPAUTH://totp/A?secret=B now",
            "scan [redacted by clerk-toolkit: second factor] now",
            Reason::SecondFactor,
        ),
        ("https://a.example/in?x=1&__clerk_ticket=ab", "redacted-by-clerk-toolkit:sign-in-link", Reason::SignInLink),
        (
            "go to https://a.example/?__clerk_db_jwt=dvb_1 .",
            "go to [redacted by clerk-toolkit: sign-in link] .",
            Reason::SignInLink,
        ),
        ("https://a.example/?__clerk_handshake=abc#x", "redacted-by-clerk-toolkit:sign-in-link", Reason::SignInLink),
        ("a=b; __session_Xy12=abc; c", "a=b; [redacted by clerk-toolkit: sign-in link] c", Reason::SignInLink),
        (
            "https://x.clerk.dev/v1/tickets/accept?ticket=abc",
            "redacted-by-clerk-toolkit:sign-in-link",
            Reason::SignInLink,
        ),
        (KEY, "[redacted by clerk-toolkit: secret key]", Reason::SecretKey),
    ];
    for (text, expected, reason) in cases {
        assert_eq!(scrubbed(text), Some((expected.to_owned(), reason)), "{text}");
    }
}

#[test]
fn a_text_that_only_looks_similar_stays() {
    let stays = [
        "Customer wrote: ticket=4711",
        "token: 12",
        "secret: false",
        "https://shop.example/buy?ticket=A1&session=2",
        "task_live_updates and desk_test_mode1",
        "expected a secret key, `sk_test_…` or `sk_live_…`",
        "sk_customer_dimension",
        "ak_3beecc9c60adb5f9b850e91a8ee1e992",
        "mt_f7f0ba8c3b4843ce7d85fcdd5e71853e",
        "user_2NNEqL2nrIRdJ194ndJqAHwEfxC",
        "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
        "https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCIsImlpZCI6Imluc18yIiwicmlkIjoidXNlcl8yIn0",
        "eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2ln",
        "www.somewhere-long-name.example-host.com",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "the otpauth: scheme",
        "__client_uat=1700000000",
        "__session",
        "__clerk_ticket",
        "50% of 100%20 & more \\ 😀",
        "",
    ];
    for text in stays {
        assert_eq!(scrubbed(text), None, "{text}");
    }
}

/// The encodings of a text that are undone.
fn encodings(text: &str) -> Vec<String> {
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let escape = |text: &str| text.bytes().map(|byte| format!("\\u{byte:04x}")).collect::<String>();
    let json = |text: &str| json!({ "link": text }).to_string();
    vec![
        percent(text),
        percent(&percent(text)),
        escape(text),
        json(text),
        json(&json(text)),
        json(text).replace('/', "\\/").replace('_', "\\u005f"),
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect(),
        text.bytes().map(|byte| format!("&#{byte};")).collect(),
        decode::to_base64(text.as_bytes()),
        format!("Basic {}", decode::to_base64(format!("{text}:").as_bytes())),
        percent(&decode::to_base64(json(text).as_bytes())),
    ]
}

#[test]
fn a_credential_is_found_in_every_encoding() {
    let credentials = [
        JWT,
        KEY,
        PEM,
        "sk_live_51HxY2eZvKYlo2C",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La",
        "otpauth://totp/Acme:ada?secret=JBSWY3DPEHPK3PXP",
        "https://a.example/in?__clerk_ticket=abc",
    ];
    for credential in credentials {
        for encoded in encodings(credential) {
            let (text, _) = scrubbed(&encoded).unwrap_or_else(|| panic!("{credential} is in {encoded}"));
            assert!(text.len() < 100, "{text}");
        }
    }
}

#[test]
fn the_own_key_is_found_without_its_prefix_and_inside_other_base64() {
    let body = KEY.strip_prefix("sk_test_").unwrap();
    for before in ["", "x", "yz"] {
        let encoded = decode::to_base64(format!("\u{1}{before}{body}\u{2}").as_bytes());
        assert!(scrubbed(&encoded).is_some(), "{encoded}");
    }
    let hex: String = body.bytes().map(|byte| format!("{byte:02X}")).collect();
    assert!(scrubbed(body).is_some() && scrubbed(&hex).is_some());
    // A short key is not searched without its prefix: it can be a word.
    let short = Scanner::new("sk_test_sandbox");
    assert_eq!(short.scrub("the sandbox is running"), None);
    assert!(short.scrub("key sk_test_sandbox").is_some());
}

fn redacted(mut value: Value, allow_private_metadata: bool) -> (Value, Vec<(String, RedactionReason)>) {
    let scanner = Scanner::new(KEY);
    let redactor = Redactor::new(&scanner, allow_private_metadata, declaration);
    let list = redactor.output(&mut value).0.into_iter().map(|redaction| (redaction.path, redaction.reason)).collect();
    (value, list)
}

#[test]
fn fields_are_judged_by_the_resource_and_customers_data_by_its_values() {
    let own = json!({
        "ticket": "A1", "token": 12, "secret": false, "password": "p", "private_metadata": { "object": "user" },
        "object": "invitation", "url": "https://shop.example/invite",
    });
    let user = json!({
        "object": "user", "id": "user_1", "password_enabled": true, "totp_secret": "JBSW",
        "private_metadata": { "a": 1 }, "public_metadata": own, "unsafe_metadata": { "jwt": JWT },
        "phone_numbers": [{ "object": "phone_number", "backup_codes": ["1", "2"] }],
    });
    let (shown, list) = redacted(json!({ "rows": [user] }), false);
    assert_eq!(
        shown["rows"][0],
        json!({
            "object": "user", "id": "user_1", "password_enabled": true,
            "totp_secret": "[redacted by clerk-toolkit: secret]",
            "private_metadata": { "redacted": "[redacted by clerk-toolkit: private metadata]" },
            "public_metadata": own, "unsafe_metadata": { "jwt": "[redacted by clerk-toolkit: token]" },
            "phone_numbers": [{ "object": "phone_number", "backup_codes": [
                "[redacted by clerk-toolkit: secret]", "[redacted by clerk-toolkit: secret]",
            ]}],
        })
    );
    let paths: Vec<_> = list.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/rows/0/totp_secret",
            "/rows/0/private_metadata",
            "/rows/0/unsafe_metadata/jwt",
            "/rows/0/phone_numbers/0/backup_codes",
        ]
    );
    assert_eq!(redacted(json!({ "rows": [user] }), true).0["rows"][0]["private_metadata"], json!({ "a": 1 }));
}

#[test]
fn a_resource_is_known_by_its_type_and_by_the_field_that_holds_it() {
    let secret = json!({ "private_metadata": { "a": 1 }, "organization": { "private_metadata": { "b": 1 } } });
    let mut fields = secret.as_object().cloned().unwrap();
    assert_eq!(redacted(secret.clone(), false), (secret, vec![]));
    origin::stamp(&mut fields, "organization_membership");
    let (shown, list) = redacted(json!([fields]), false);
    let marker = json!({ "redacted": "[redacted by clerk-toolkit: private metadata]" });
    assert_eq!(shown, json!([{ "private_metadata": marker, "organization": { "private_metadata": marker } }]));
    assert_eq!(list.len(), 2);
}

#[test]
fn names_that_are_credentials_become_markers_and_none_is_lost() {
    let (other, link) = (JWT.replace("c2ln", "c2lo"), "https://a.example/?__clerk_ticket=1/~");
    let fields = Map::from_iter([
        ("a".to_owned(), json!(1)),
        (JWT.to_owned(), json!(2)),
        (other, json!({ link: JWT })),
        ("b".to_owned(), json!(4)),
    ]);
    let (shown, list) = redacted(fields.into(), false);
    assert_eq!(
        shown.to_string(),
        r#"{"a":1,"[redacted by clerk-toolkit: token]":2,"[redacted by clerk-toolkit: token] 2":{"redacted-by-clerk-toolkit:sign-in-link":"[redacted by clerk-toolkit: token]"},"b":4}"#
    );
    for (path, _) in &list {
        assert!(shown.pointer(path).is_some(), "{path}");
    }
    assert_eq!(list.len(), 4);
}

#[test]
fn markers_have_the_type_of_what_they_replace_and_nothing_stays_nothing() {
    let of = |value: Value| {
        redacted(json!({ "object": "user", "password_digest": value }), false).0["password_digest"].take()
    };
    let text = "[redacted by clerk-toolkit: secret]";
    assert_eq!(of(json!("a")), text);
    assert_eq!(of(json!("https://a.example")), "redacted-by-clerk-toolkit:secret");
    assert_eq!(of(json!(7)), 0);
    assert_eq!(of(json!(true)), false);
    assert_eq!(of(json!(["a", null, 1])), json!([text, null, 0]));
    assert_eq!(of(json!({ "a": 1 })), json!({ "redacted": text }));
    for nothing in [json!(null), json!(""), json!([]), json!({})] {
        assert_eq!(of(nothing.clone()), nothing);
    }
}

#[test]
fn a_value_of_any_depth_is_shown_up_to_the_limit() {
    // `json!` copies what it wraps, recursively.
    let wraps: [fn(Value) -> Value; 2] =
        [|inner| Value::Array(vec![inner]), |inner| Value::Object(Map::from_iter([("a".to_owned(), inner)]))];
    for wrap in wraps {
        let deep = (0..10_000).fold(Value::Null, |inner, _| wrap(inner));
        let fields = Map::from_iter([("id".to_owned(), json!("user_1")), ("deep".to_owned(), deep)]);
        let (shown, list) = redacted(fields.into(), false);
        assert_eq!(shown["id"], "user_1");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].1, RedactionReason::TooDeep);
        assert!(shown.to_string().contains("nested too deep"), "{shown}");
        assert_eq!(redacted(shown.clone(), false).0, shown);
    }
}

#[test]
fn an_argument_with_a_marker_is_found_wherever_it_is() {
    let text = "[redacted by clerk-toolkit: token]";
    let cases = [
        (json!({ "a": text }), "a"),
        (json!({ "a": { "b": [1, { "c": format!("x {text} y") }] } }), "a.b[1].c"),
        (json!({ "a": [{ text: 1 }] }), "a[0].[redacted by clerk-toolkit: token]"),
        (json!({ "a": json!({ "b": text }).to_string() }), "a"),
        (json!({ "a": text.replace(' ', "\\u0020") }), "a"),
        (json!({ "a": text.replace(' ', "%20") }), "a"),
        (json!({ "a": text.trim_matches(['[', ']']) }), "a"),
        (json!({ "a": marker::object(RedactionReason::PrivateMetadata) }), "a.redacted"),
        (json!({ "a": json::NUMBER_TOO_LARGE, "b": json::TOO_DEEP }), "a"),
        (json!({ "a": "redacted-by-clerk-toolkit:sign-in-link" }), "a"),
    ];
    for (arguments, path) in cases {
        assert_eq!(placeholder(&arguments), Some((Placeholder::Marker, path.to_owned())), "{arguments}");
    }
    for harmless in [json!({}), json!(null), json!({ "a": "[redacted]", "b": "clerk-toolkit has redacted a value" })] {
        assert_eq!(placeholder(&harmless), None);
    }
    let deep = (0..10_000).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    assert_eq!(placeholder(&deep), None);
    json::dismantle(deep);
}

#[test]
fn an_argument_with_a_notice_is_found_wherever_it_is() {
    let text = format!("text… [9 bytes {LEFT_OUT}]");
    let cases = [
        (json!({ "a": text }), "a"),
        (json!({ "a": [{ "b": { LEFT_OUT_FIELD: 1 } }] }), "a[0].b._leftOut"),
        (json!({ LEFT_OUT_FIELD: "x" }), "_leftOut"),
    ];
    for (arguments, path) in cases {
        assert_eq!(placeholder(&arguments), Some((Placeholder::Notice, path.to_owned())), "{arguments}");
    }
    assert_eq!(placeholder(&json!({ "leftOut": "5 items were left out by us" })), None);
}
