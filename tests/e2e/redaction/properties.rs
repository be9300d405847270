//! Random documents keep their shape, and no credential stays in them, in any encoding.

use clerk_toolkit::{ClerkClient, ClerkToolkit};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use super::echoing;

const KEY: &str = "sk_live_cHJvcGVydHktdGVzdHMtb2YtcmVkYWN0aW9u";

/// Names that say nothing about their values in a customer's data.
const NAMES: [&str; 22] = [
    "private_metadata",
    "privateMetadata",
    "password",
    "password_digest",
    "totp_secret",
    "backup_codes",
    "token",
    "access_token",
    "jwt",
    "ticket",
    "secret",
    "client_secret",
    "api_key",
    "url",
    "svix_url",
    "__session",
    "sk_test",
    "id",
    "metadata",
    "redacted",
    "",
    "~/ä",
];

/// Values that only look like credentials.
const SIMILAR: [&str; 8] = [
    "ticket=4711",
    "token: 12",
    "https://shop.example/?ticket=A1&token=2",
    "task_live_updates",
    "user_2NNEqL2nrIRdJ194ndJqAHwEfxC",
    "ak_3beecc9c60adb5f9b850e91a8ee1e992",
    "https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCIsImlpZCI6Imluc18yIn0",
    "a%20b%2Fc \\n \\u00e4 &amp;",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("a number of JSON", |number| (number.is_finite()).then(|| json!(number))),
        "[ -~äß€😀]{0,12}".prop_map(Value::from),
        prop::sample::select(&SIMILAR[..]).prop_map(Value::from),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(&NAMES[..]).prop_map(str::to_owned), "[a-z_-]{0,8}"]
}

/// A random object without credentials.
pub(super) fn document() -> impl Strategy<Value = Value> {
    let object = |inner: BoxedStrategy<Value>| {
        prop::collection::vec((name(), inner), 0..5).prop_map(|fields| Value::Object(fields.into_iter().collect()))
    };
    let node = value().prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from), object(inner.boxed())]
    });
    object(node.boxed())
}

/// A credential, and the part of it that is random.
pub(super) fn credential() -> impl Strategy<Value = (String, String)> {
    // `{"alg":"RS256"}`, and a payload of its own.
    let token = |body: &str| format!("eyJhbGciOiJSUzI1NiJ9.{}.{body}", base64(&json!({ "sub": body }).to_string()));
    let pem = |body: &str| format!("-----BEGIN EC PRIVATE KEY-----\n{body}\n-----END EC PRIVATE KEY-----");
    let body = "[a-z][0-9][A-Z][A-Za-z0-9]{17}";
    prop_oneof![
        body.prop_map(move |body| (token(&body), body)),
        body.prop_map(|body| (format!("sk_live_{body}"), body)),
        body.prop_map(|body| (format!("sk_test_{body}"), body)),
        body.prop_map(|body| (format!("whsec_{body}+/=="), body)),
        body.prop_map(|body| (format!("oat_{body}"), body)),
        body.prop_map(move |body| (pem(&body), body)),
        body.prop_map(|body| (format!("otpauth://totp/Acme:ada?issuer=Acme&secret={body}"), body)),
        body.prop_map(|body| (format!("https://acme.example/in?a=1&__clerk_ticket={body}&b=2"), body)),
        body.prop_map(|body| (format!("https://acme.example/?__clerk_handshake={body}"), body)),
        body.prop_map(|body| (format!("https://clerk.acme.example/v1/tickets/accept?ticket={body}"), body)),
        Just((KEY.to_owned(), KEY["sk_live_".len()..].to_owned())),
    ]
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = text.bytes().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let index = |chunk: &[u8]| (0..6).fold(0, |index, bit| index << 1 | chunk.get(bit).copied().unwrap_or(0));
    bits.chunks(6).map(|chunk| char::from(ALPHABET[usize::from(index(chunk))])).collect()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("\\u{byte:04X}")).collect()
}

/// The encodings in which a credential can travel.
const ENCODINGS: [fn(&str) -> String; 11] = [
    str::to_owned,
    |text| format!("see {text} and more"),
    percent,
    |text| percent(&percent(text)),
    |text| text.replace('_', "%5F").replace('=', "%3D").replace('/', "%2F"),
    |text| json!({ "inner": [text] }).to_string(),
    |text| json!({ "inner": json!({ "x": text }).to_string() }).to_string(),
    |text| json!([text]).to_string().replace('/', "\\/").replace('_', "\\u005f").replace('=', "\\u003d"),
    escaped,
    base64,
    |text| format!("Basic {}", base64(&format!("{text}:"))),
];

/// A credential to hide in a document: the object to add it to, whether it becomes a name, and its text.
#[derive(Debug, Clone)]
pub(super) struct Plant {
    object: prop::sample::Index,
    as_name: bool,
    text: String,
    body: String,
}

pub(super) fn plants(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Plant>> {
    let plant = (any::<prop::sample::Index>(), any::<bool>(), credential(), prop::sample::select(&ENCODINGS[..]));
    let plant = plant.prop_map(|(object, as_name, (credential, body), encode)| Plant {
        object,
        as_name,
        text: encode(&credential),
        body,
    });
    prop::collection::vec(plant, number)
}

/// The document with the credentials in its objects.
pub(super) fn planted(document: &Value, plants: &[Plant]) -> Value {
    let mut places = Vec::new();
    objects(document, String::new(), &mut places);
    let mut planted = document.clone();
    for (number, plant) in plants.iter().enumerate() {
        let place = &places[plant.object.index(places.len())];
        let object = planted.pointer_mut(place).and_then(Value::as_object_mut).expect("the value is an object");
        match plant.as_name {
            // Two plants can be the same text.
            true => object.insert(format!("{} #{number}", plant.text), json!("planted")),
            false => object.insert(format!("plant {number}"), plant.text.clone().into()),
        };
    }
    planted
}

/// Collects the JSON Pointers of all objects.
fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                objects(field, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Removes the plants. Returns how many there were.
fn weed(value: &mut Value) -> usize {
    match value {
        Value::Object(fields) => {
            let before = fields.len();
            fields.retain(|name, field| {
                let is_name = field == "planted" && name.contains("redacted");
                let is_value =
                    name.starts_with("plant ") && field.as_str().is_some_and(|text| text.contains("redacted"));
                !is_name && !is_value
            });
            before - fields.len() + fields.values_mut().map(weed).sum::<usize>()
        }
        Value::Array(items) => items.iter_mut().map(weed).sum(),
        _ => 0,
    }
}

/// The output of a call, with the pointers to the redactions. The runtime has no timers, because the tools need none.
fn echoed(runtime: &Runtime, toolkit: &ClerkToolkit, tree: &Value) -> (Value, Vec<String>) {
    let whole = runtime.block_on(toolkit.call_with_report("echo", json!({ "tree": tree }))).expect("the call succeeds");
    let wrapped = json!({ "tree": { "root": tree } });
    let plain = runtime.block_on(toolkit.call("echoValue", wrapped)).expect("the call succeeds");
    assert_eq!(*whole.value(), plain);
    let paths = whole.redactions().iter().map(|redaction| redaction.path.clone()).collect();
    (whole.into_value(), paths)
}

#[test]
fn documents_keep_their_shape_and_no_credential_stays() {
    let runtime = Builder::new_current_thread().build().expect("the runtime starts");
    let client = ClerkClient::new(KEY).expect("the key is valid");
    let toolkit = echoing().client(client).build().expect("the toolkit is valid");
    proptest!(|(document in document(), plants in plants(0..6))| {
        let (mut output, paths) = echoed(&runtime, &toolkit, &planted(&document, &plants));
        for path in &paths {
            prop_assert!(output.pointer(path).is_some(), "{path} is not in {output}");
        }
        prop_assert_eq!(paths.len(), plants.len());
        let text = output.to_string();
        for plant in &plants {
            for encode in ENCODINGS {
                let body = encode(&plant.body);
                prop_assert!(!text.contains(&body), "{body} is in {text}");
            }
        }
        prop_assert_eq!(weed(&mut output), plants.len());
        prop_assert_eq!(output, document);
    });
}
