//! The cases that must compile and run. Each file in a `pass` directory is a module with a test of its own, so that
//! all of them are compiled and linked once.
//!
//! A case that needs the root of a crate is a target of its own: `crates/`.

#![allow(clippy::all, reason = "a case may be written as no one should write a program")]
#![allow(dead_code, unreachable_pub, reason = "a case defines items as a user's crate does, and need not use them")]

use std::fs;
use std::path::Path;

mod attribute {
    mod pass {
        mod conditions;
        mod deprecated;
        mod every_option;
        mod other_attributes;
        mod reexported_dependency;
        mod renamed_dependency;
    }
}
mod docs {
    mod pass {
        mod macros;
        mod markdown;
    }
}
mod endpoint {
    mod pass {
        mod requests;
    }
}
mod injection {
    mod pass {
        mod state;
    }
}
mod names {
    mod pass {
        mod places;
        mod raw_and_underscored;
    }
}
mod output {
    mod pass {
        mod errors;
        mod errors_of_other_types;
    }
}
mod parameters {
    mod pass {
        mod aliases;
        mod constraints;
        mod own_derives;
        mod suggestions;
        mod text_for_other_types;
        mod wrong_values;
    }
}
mod policy {
    mod pass {
        mod policies;
    }
}
mod scoped {
    mod pass {
        mod bindings;
    }
}
mod serde {
    mod pass {
        mod options;
    }
}
mod signature {
    mod pass {
        mod generated;
        mod not_async;
    }
}
mod tool_type {
    mod pass {
        mod shapes;
    }
}
mod toolset {
    mod pass {
        mod many;
        mod places;
        mod toolsets;
    }
}

/// Every case is in the list above and is a test.
#[test]
fn every_case_runs() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(here.join("pass.rs")).expect("this file is readable");
    let topics = fs::read_dir(here).expect("the directory is readable").map(|entry| entry.expect("an entry").path());
    for topic in topics.filter(|topic| topic.join("pass").is_dir()) {
        let name = topic.file_name().expect("a topic has a name").display().to_string();
        let (_, modules) = list.split_once(&format!("mod {name} {{\n")).expect("the list has every topic");
        let (modules, _) = modules.split_once("\n}\n").expect("the module ends");
        let files = fs::read_dir(topic.join("pass")).expect("the directory is readable");
        let cases = files.map(|entry| entry.expect("an entry").path());
        for case in cases.filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
            let name = case.file_stem().expect("a case has a name").display().to_string();
            assert!(modules.contains(&format!(" mod {name};")), "pass.rs does not list {}", case.display());
            let text = fs::read_to_string(&case).expect("the case is readable");
            assert!(text.contains("#[test]\n"), "{} has no #[test] function", case.display());
        }
    }
}
