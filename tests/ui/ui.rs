//! Compiles every case: those in a `pass` directory must also run, and those in a `fail` directory must fail with
//! exactly the text beside them.
//!
//! After a change of words, `TRYBUILD=overwrite cargo test -p clerk-toolkit-ui-tests` writes the texts anew; read the
//! difference before it is committed.

#[test]
fn cases() {
    let cases = trybuild::TestCases::new();
    cases.pass("*/pass/*.rs");
    cases.compile_fail("*/fail/*.rs");
}
