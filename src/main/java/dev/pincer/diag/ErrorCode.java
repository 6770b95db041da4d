// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import org.jspecify.annotations.Nullable;

/**
 * Every way in which a model, a patch or a command line can be wrong, each with its words.
 *
 * <p>All wording is here, so that it stays even: lower case, no full stop, code in backticks, the
 * user's names as they are. Texts are {@link String#format} formats whose arguments are all {@code
 * %s}. Each code has a page, {@code docs/errors/<id>.md}.
 *
 * <p>Ranges: 01xx preprocessor, lexer and parser; 02xx names; 03xx types, steps and unsupported C;
 * 04xx properties; 05xx limits; 06xx corpus; 07xx command line and schedules; 08xx litmus tests.
 * Constants stand in the order of their ids.
 */
public enum ErrorCode {
  // ---- 01xx: preprocessor, lexer, parser ---------------------------------------------------

  /** The character. */
  STRAY_CHARACTER("E0101", "stray character `%s`", "leave it out: it can stand in a comment only"),
  UNTERMINATED_COMMENT("E0102", "comment without an end", "close it: `*/`"),
  /** What it is: a text, or a character constant. */
  UNTERMINATED_LITERAL("E0103", "%s that does not end in its line", "close it in its line"),
  /** The constant as written. */
  BAD_CHARACTER_CONSTANT(
      "E0104", "`%s` is not one character", "one character between the quotes: `'a'`"),
  /** The escape as written. */
  BAD_ESCAPE("E0105", "unknown escape `%s`", "write its number: `'\\x1b'`"),
  /** The number as written. */
  BAD_NUMBER(
      "E0106",
      "`%s` is not an integer constant",
      "write `12`, `014` or `0xc`, with `u` or `l` behind it"),
  /** The number as written. */
  NUMBER_TOO_BIG("E0107", "`%s` does not fit in 64 bits", "the greatest is `0xffffffffffffffff`"),

  /** The name of the directive. */
  UNKNOWN_DIRECTIVE(
      "E0110",
      "unknown directive `#%s`",
      "there are include, define, undef, if, ifdef, ifndef, elif, else, endif, error and pragma once"),
  /** The name of the directive, with what follows if that decides. */
  UNSUPPORTED_DIRECTIVE("E0111", "directive `#%s` is not supported", "leave it out"),
  /** What was expected, the directive, what was found. */
  BAD_DIRECTIVE(
      "E0112",
      "expected %s after `#%s`, found %s",
      "the forms are `#include <file>`, `#define NAME value`, `#undef NAME`, `#ifdef NAME`"),
  /** The first extra token, the directive. */
  EXTRA_TOKENS("E0113", "extra `%s` after `#%s`", "make it a comment"),
  /** The name in the directive. */
  INCLUDE_NOT_FOUND(
      "E0114",
      "there is no file `%s`",
      "`<...>` is a header of the small Linux: `./pincer source DIR` writes them out; `\"...\"` may also stand beside the file"),
  /** The path of a file. */
  CIRCULAR_INCLUDE(
      "E0115",
      "`%s` includes itself without end",
      "give it an include guard: `#ifndef`, `#define`, `#endif` around all of it"),
  /** The greatest depth and number. */
  TOO_MANY_INCLUDES(
      "E0116",
      "includes go more than %s deep, or are more than %s",
      "give each file an include guard: `#ifndef`, `#define`, `#endif` around all of it"),
  /** The directive. */
  UNTERMINATED_CONDITIONAL("E0117", "`#%s` without `#endif`", "write `#endif` where it ends"),
  /** The directive. */
  STRAY_CONDITIONAL("E0118", "`#%s` without `#if`", "leave it out, or write `#if` above it"),
  /** The directive. */
  AFTER_ELSE(
      "E0119", "`#%s` after `#else`", "only `#endif` can follow: use `#elif` before the `#else`"),
  /** What was expected, the directive, what was found. */
  BAD_CONDITION(
      "E0120",
      "expected %s in the condition of `#%s`, found %s",
      "the form is `#if NAME > 1 && !defined(OTHER)`"),
  /** The directive. */
  DIVISION_IN_CONDITION(
      "E0121", "division by zero in the condition of `#%s`", "guard it: `#if N && M / N`"),
  /** The text of the directive. */
  ERROR_DIRECTIVE("E0122", "#error %s", "read the `#if` around it"),

  /** The name. */
  BAD_MACRO_NAME(
      "E0125",
      "`%s` cannot be the name of a macro",
      "take another name, of letters, digits and `_`"),
  /** The name. */
  MACRO_REDEFINED(
      "E0126", "macro `%s` is defined twice, differently", "`#undef` it first, or use `#ifndef`"),
  /** The parameter. */
  PARAMETER_TWICE("E0127", "two parameters are named `%s`", "rename one of them"),
  /** The macro. */
  BAD_PASTE_PLACE("E0128", "`##` at an end of macro `%s`", "`##` joins what stands on both sides"),
  /** The macro. */
  BAD_STRINGIFY(
      "E0129", "`#` in macro `%s` stands before no parameter", "name a parameter behind it"),
  /** The word. */
  BAD_REST(
      "E0130", "`%s` outside of a macro with `...`", "end the parameters of the macro with `...`"),
  /** The macro. */
  MACRO_NEVER_ENDS("E0131", "the arguments of macro `%s` never end", "close them: `)`"),
  /** The macro, how many it takes, how many it got. */
  MACRO_ARGUMENTS(
      "E0132", "macro `%s` takes %s, not %s", "put parentheses around an argument that has commas"),
  /** The macro. */
  DIRECTIVE_IN_ARGUMENTS(
      "E0133",
      "a directive among the arguments of macro `%s`",
      "C leaves open what that means",
      "put the directive around the whole invocation"),
  /** What is pasted. */
  BAD_PASTE(
      "E0134",
      "`%s` and `%s` pasted are no token of C",
      "`##` makes one token of two: `NR_ ## GUP` is `NR_GUP`"),
  /** The macro, the limit. */
  MACRO_EXPLODES(
      "E0135",
      "macro `%s` expands to more than %s tokens",
      "use a function: a macro that holds another one twice doubles with each level"),
  /** The macro, the limit. */
  MACRO_TOO_DEEP(
      "E0136", "invocations of macro `%s` are nested more than %s deep", "use a function"),
  /** The limit. */
  UNIT_TOO_LONG(
      "E0137", "the model is longer than %s tokens", "include only what the threads call"),

  /** The limit. */
  NESTED_TOO_DEEP(
      "E0140",
      "nested more than %s deep",
      "take a part out: into a local, a function or a list of statements"),
  /** What was expected, what was found. */
  EXPECTED("E0141", "expected %s, found %s"),
  /** The name. */
  UNKNOWN_TYPE("E0142", "unknown type `%s`", "declare it, or include the header that does"),
  /** The words. */
  BAD_TYPE_WORDS(
      "E0143",
      "`%s` is no type of C",
      "write one of `bool`, `char`, `short`, `int`, `long`, with or without `unsigned`"),
  /** The name. */
  MISSING_TYPE("E0144", "`%s` is declared without a type", "write its type before it"),
  DECLARES_NOTHING("E0145", "this declares nothing", "leave it out, or give it a name"),
  /** The word. */
  MISPLACED_WORD("E0146", "`%s` cannot stand here", "leave it out"),
  /** The word. */
  REPEATED_WORD("E0147", "`%s` stands here twice", "leave one out"),
  FUNCTION_PLACE("E0148", "no function can be declared here", "move it to the level of the file"),

  // ---- 02xx: names -------------------------------------------------------------------------

  /** The name. */
  UNKNOWN_NAME("E0201", "unknown name `%s`", "declare it, or include the header that does"),
  /** The struct, the name. */
  UNKNOWN_MEMBER("E0203", "`%s` has no member `%s`", "declare it in the struct"),
  /** The name. */
  UNKNOWN_LABEL("E0204", "unknown label `%s`", "write `NAME:` before a statement of this function"),
  /** The word of pincer.h, the order. */
  UNKNOWN_ORDER("E0205", "`%s` has no order `%s`", "write one that it takes"),
  /** The type. */
  INCOMPLETE_TYPE("E0206", "`%s` is declared, but not defined here", "define it above this line"),
  /** The name. */
  DECLARED_TWICE("E0207", "`%s` is declared twice", "rename one of them, or leave one out"),
  /** The name. */
  CONFLICTING_TYPES(
      "E0208", "`%s` is declared before with another type", "give both declarations one type"),
  /** The name. */
  NEVER_DEFINED(
      "E0209", "`%s` is declared, but never defined", "define it, or include the file that does"),
  /** The tag, what it is, what it is used as. */
  WRONG_TAG(
      "E0210", "`%s` is %s, not one of the kind `%s`", "write the word that it was declared with"),
  /** The name. */
  TYPE_AS_VALUE("E0211", "`%s` is a type, not a value", "name an object of this type"),
  /** The name. */
  NO_FUNCTION("E0212", "`%s` is not a function", "leave the parentheses out, or call a function"),

  // ---- 03xx: types, steps, unsupported C; 0301 to 0329 are found by the parser ---------------

  /** The word or number. */
  FLOATING_POINT("E0301", "`%s`: floating point is not supported", "use integers"),
  UNION("E0302", "unions are not supported", "use a struct with a member for each use"),
  FUNCTION_POINTER(
      "E0303",
      "pointers to functions are not supported",
      "store an enum, and call the function that it means in a `switch`"),
  COMPUTED_GOTO("E0304", "addresses of labels are not supported", "use a `switch`"),
  ASSEMBLY(
      "E0305",
      "assembly is not supported",
      "say what it does with `load`, `store`, `fence` or `rmw`"),
  VARIABLE_ARRAY(
      "E0306", "arrays of variable length are not supported", "give the greatest length"),
  ATOMIC_TYPE(
      "E0307",
      "`_Atomic` is not supported",
      "an access says how strong it is: `load(p, acquire)`, `store(p, value, release)`"),
  GENERIC("E0308", "`_Generic` is not supported", "call the function for the type"),
  NESTED_FUNCTION(
      "E0309", "functions inside functions are not supported", "move it to the file's level"),
  OLD_STYLE_FUNCTION(
      "E0310",
      "parameters without types are not supported",
      "write their types in the parentheses"),
  TEXT(
      "E0311",
      "a text cannot stand here",
      "only `undefined_unless` and `_Static_assert` take a text",
      "use an enum"),
  VARIADIC_FUNCTION("E0312", "functions with `...` are not supported", "name all parameters"),
  /** The attribute. */
  ATTRIBUTE("E0313", "attribute `%s` is not supported", "leave it out"),
  /** The word. */
  UNSUPPORTED_WORD("E0314", "`%s` is not supported", "leave it out"),
  VOLATILE(
      "E0315",
      "`volatile` is supported only for an object that is declared here",
      "mark the access instead: `load(p, relaxed)`, `store(p, value, relaxed)`"),
  OLD_DESIGNATOR("E0317", "`%s:` as a designator is not supported", "write `.name = value`"),

  // Found when names and types are known.

  /** The type of the value, the type wanted. */
  TYPE_MISMATCH(
      "E0330",
      "a value of type `%s` does not convert to `%s`",
      "a member (`.`), an address (`&`) or what it points to (`*`) may be meant"),
  /** The operator, the type. */
  WRONG_OPERAND(
      "E0331",
      "`%s` does not take a value of type `%s`",
      "a member (`.`) or what it points to (`*`) may be meant"),
  /** The operator, the types. */
  WRONG_OPERANDS(
      "E0332",
      "`%s` does not take values of the types `%s` and `%s`",
      "a member (`.`) or what it points to (`*`) may be meant"),
  /** The expression. */
  NOT_ASSIGNABLE(
      "E0333",
      "`%s` cannot be assigned to",
      "assign to an object, a member or an element that is not `const`"),
  /** The function, how many it takes, how many it is given. */
  ARGUMENT_COUNT("E0334", "`%s` takes %s, not %s", "compare its declaration"),
  /** The type. */
  NO_POINTER(
      "E0335",
      "a value of type `%s` is no pointer to an object",
      "leave out the `*`, `->` or `[]`, or declare a pointer"),
  /** The type, the member. */
  NO_STRUCT(
      "E0336",
      "a value of type `%s` has no member `%s`: it is no struct",
      "`.` takes a struct, `->` a pointer to one"),
  /** The expression. */
  NO_ADDRESS(
      "E0337",
      "`%s` has no address",
      "take that of an object, a member that is no bit-field, or an element"),
  /** The type. */
  NO_CONDITION(
      "E0338",
      "a value of type `%s` is neither true nor false",
      "compare it with a value, or name a member"),
  VOID_VALUE(
      "E0339",
      "a void expression has no value",
      "call it in a statement of its own, or let it return something"),
  VOID_OBJECT("E0340", "an object cannot be of type `void`", "give it another type"),
  NOT_CONSTANT(
      "E0341",
      "this is not a constant expression",
      "use numbers, enumerators and macros; `initial NAME(void) { ... }` can compute a first value"),
  /** The count, the greatest count. */
  ARRAY_SIZE(
      "E0342",
      "an array cannot have %s elements: 1 to %s",
      "take a few: each element makes states larger, and a race needs one or two"),
  /** The width, the type, the greatest width. */
  BIT_FIELD_WIDTH(
      "E0343",
      "a bit-field of %s bits does not fit `%s`: 1 to %s",
      "give it fewer bits, or a wider type"),
  /** The type. */
  BIT_FIELD_TYPE(
      "E0344", "a bit-field cannot be of type `%s`", "make it an `unsigned`, an `int` or a `bool`"),
  EMPTY_STRUCT("E0345", "a struct needs a member", "give it one: `int unused;`"),
  /** The enumerator, the value. */
  ENUM_RANGE("E0346", "the value of `%s`, %s, does not fit an `int`", "make it a macro"),
  /** What is wrong. */
  INITIALIZER("E0347", "initialiser: %s", "give each member or element one value of its type"),
  /** The function, the type that it returns. */
  RETURN_VALUE(
      "E0348",
      "this return does not fit `%s`, which returns `%s`",
      "return what its declaration says"),
  /** The word, what is missing around it. */
  BREAK_OUTSIDE("E0349", "`%s` outside of any %s", "leave it out, or use `return`"),
  /** The label. */
  CASE_TWICE("E0350", "`%s` is in this switch twice", "leave one out"),
  /** The text. */
  STATIC_ASSERT(
      "E0351", "static assertion failed: %s", "change what it counts on, or a `-D` value"),
  /** What it is. */
  UNSUPPORTED("E0352", "%s is not supported", "say it another way: LANGUAGE.md has what there is"),
  /** The types. */
  POINTER_CAST(
      "E0353",
      "`%s` cannot be cast to `%s`",
      "an object has the type of its declaration: there are no casts of pointers, but to the same type and of NULL",
      "leave the cast out, and declare the object with the type that it is used as"),
  /** The function. */
  RECURSION(
      "E0354",
      "`%s` calls itself",
      "every call is inlined, so that a thread has a fixed number of registers",
      "write a loop"),
  /** What jumps. */
  INTO_ATOMIC(
      "E0355",
      "`%s` jumps into an atomic block",
      "an atomic block is one step, which begins at its beginning",
      "jump to before the block"),
  THREAD_NUMBER(
      "E0356",
      "a `thread_t` is only copied and compared by `==` and `!=`",
      "the form is `lock->owner == this_thread()`"),
  /** The type. */
  NOT_ONE_ACCESS(
      "E0357",
      "a `%s` is not read or written in one access",
      "one access takes a scalar, or a struct of at most 8 bytes without arrays",
      "load or store its members one by one"),
  POINTER_TO_LOCAL_SHARED(
      "E0358",
      "a pointer to a local is stored in shared memory",
      "a local is a register of its thread: no other thread has a way to it",
      "make the object a file-scope one"),

  // ---- 04xx: threads and properties --------------------------------------------------------

  NO_THREADS("E0401", "the scenario has no threads", "`thread NAME(void) { ... }`"),
  /** The name. */
  THREAD_SIGNATURE(
      "E0402", "`%s` must take and return nothing", "the form is `thread NAME(void) { ... }`"),
  /** The count, the greatest count. */
  THREAD_COUNT(
      "E0403",
      "there cannot be %s copies of a thread: 0 to %s",
      "take a few: each one multiplies the states"),
  /** The name. */
  PROPERTY_TWICE("E0404", "there are two properties `%s`", "rename one of them"),
  /** The name. */
  PROPERTY_SIGNATURE(
      "E0405",
      "property `%s` must take nothing and return a bool",
      "the form is `invariant NAME(void) { return ...; }`"),
  /** The name. */
  PROPERTY_NAME(
      "E0406", "property `%s` has the name of one that is always checked", "give it another name"),
  /** The property. */
  PROPERTY_WRITES(
      "E0407",
      "property `%s` writes to shared memory",
      "a property looks at one state and changes nothing",
      "write in a thread; what a property must know of the past, a `ghost` object can keep"),
  /** What it does, the property. */
  PROPERTY_ACTS(
      "E0408",
      "%s in property `%s`",
      "a property looks at one state: nothing waits, is chosen or runs there",
      "do it in a thread, and keep what the property must know in a `ghost` object"),
  /** The name. */
  LEADS_TO_HALF(
      "E0409", "half of the pair `%s` is missing", "`leads_to(name, from, to);` makes both"),

  // ---- 05xx: limits ------------------------------------------------------------------------

  /** The function, the greatest number of instructions. */
  TOO_MANY_INSTRUCTIONS(
      "E0501",
      "`%s` has more than %s instructions",
      "every call is inlined: a call within a call within a call multiplies",
      "call it in a loop, or leave out what no property depends on"),
  /** The object, the greatest number of scalars. */
  TOO_MUCH_MEMORY(
      "E0502",
      "with `%s`, shared memory has more than %s scalars",
      "take smaller arrays: a race needs one or two of a thing"),
  /** How many there are, the greatest number. */
  TOO_MANY_THREADS(
      "E0503",
      "the model has %s threads, %s at most",
      "a race needs two or three; each one multiplies the states"),
  /** The function, the greatest depth. */
  CALLS_TOO_DEEP(
      "E0504",
      "calls of functions are nested more than %s deep",
      "every call is inlined",
      "leave out functions that only call the next one"),
  OUT_OF_MEMORY(
      "E0505",
      "the memory of the Java machine is used up",
      "give it more, `PINCER_JAVA_OPTS=-Xmx8g`, or the search less, `--max-memory 1g`"),
  OUT_OF_STACK(
      "E0506",
      "the model is nested too deep for the Java machine",
      "take parts out into functions, or give it a greater stack: `PINCER_JAVA_OPTS=-Xss64m`"),

  // ---- 06xx: corpus ------------------------------------------------------------------------

  /** Why. */
  CANNOT_READ("E0601", "cannot be read: %s", "name a file of text"),
  /** Why. */
  NO_MODELS("E0602", "no models folder: %s"),
  /** The scenario. */
  UNKNOWN_SCENARIO("E0603", "unknown scenario `%s`"),
  /** The last and the first stage. */
  UNTIL_BEFORE_SINCE(
      "E0604",
      "the last stage `%s` is before the first, `%s`",
      "`./pincer stages` has their order"),
  /** The scenario, and the stage. */
  NOT_AT_STAGE("E0605", "scenario `%s` does not cover stage `%s`"),
  /** Why. */
  CANNOT_WRITE("E0606", "cannot be written: %s", "may you write there, and is there room?"),

  /** The stage. */
  UNKNOWN_STAGE("E0610", "unknown stage `%s`"),
  /** The prefix. */
  AMBIGUOUS_STAGE("E0611", "`%s` begins the names of several stages"),
  /** The line. */
  SERIES_SYNTAX("E0612", "`%s` is neither a tag nor a patch"),
  NO_FIRST_TAG("E0613", "the series does not begin with a tag"),
  /** The name. */
  NAMED_TWICE("E0614", "`%s` is named twice", "leave one out"),
  /** The file. */
  MISSING_PATCH_FILE(
      "E0615", "there is no `%s` in patches/", "add the file, or leave this line out"),
  /** The part. */
  HEADER_MISSING("E0616", "the header has no %s"),
  /** The commit of the header, and that of the name. */
  ORIGIN_DIFFERS("E0617", "the origin is `%s`, the name of the file says `%s`"),
  NOT_IN_SERIES("E0618", "the series does not name this patch"),
  /** The file. */
  PATCH_NAME("E0619", "no commit in the name of the patch `%s`"),

  NO_DIFF("E0620", "there is no diff in this patch"),
  /** Number of the hunk, file, which tree. */
  HUNK_DOES_NOT_APPLY(
      "E0621", "hunk %s does not apply to `%s` of %s", "make the diff again on this stage"),
  /** Which tree. */
  APPLIED_ALREADY("E0622", "the patch is in %s already", "leave it out"),
  /** File, which tree. */
  NO_SUCH_FILE(
      "E0623",
      "there is no file `%s` in %s",
      "`./pincer source DIR` writes out the files of a stage"),
  /** File, which tree. */
  FILE_EXISTS("E0624", "the file `%s` is in %s already"),
  /** Number of the hunk, lines of the old side, lines of the new side. */
  HUNK_COUNTS("E0625", "hunk %s has %s old and %s new lines, its header says otherwise"),
  /** What. */
  PATCH_SYNTAX("E0626", "malformed patch: %s"),
  /** The path, and of what. */
  PATH_OUTSIDE("E0627", "`%s` lies outside of %s"),
  /** What. */
  PATCH_UNSUPPORTED("E0628", "%s is not supported in a patch"),
  /** The file. */
  REMOVES_PART("E0629", "the patch removes `%s`, but not all of its lines"),
  /** The name. */
  UNKNOWN_PATCH(
      "E0630", "there is no patch `%s`", "give the path of a file, or the name of a proposal"),
  /** What it does with it, the file. */
  MODEL_GOES("E0631", "the patch %s `%s`, which is the model itself"),

  /** How many. */
  ROW_COLUMNS(
      "E0640",
      "a row with %s of 8 columns",
      "stage-or-proposal scenario memory property verdict steps states why"),
  /** The row. */
  NO_WHY(
      "E0641",
      "`%s` does not say why",
      "say what in the code makes it so, not what the tool printed"),
  /** What stands there, what should. */
  ROW_WORD(
      "E0642",
      "`%s` is not %s",
      "a row is: stage-or-proposal scenario memory property verdict steps states why"),
  /** The row. */
  ROW_TWICE("E0643", "two rows for `%s`", "leave one out"),
  /** The scenario, the property. */
  UNKNOWN_PROPERTY_OF_ROW("E0644", "scenario `%s` has no property `%s`", "leave the row out"),
  /** The memory model. */
  UNKNOWN_MEMORY("E0645", "unknown memory model `%s`", "write `sc`"),
  /** The verdict, the property. */
  VERDICT_DOES_NOT_FIT("E0646", "`%s` cannot be said of `%s`"),
  /** The scenario, the stage. */
  ROW_NEVER_JUDGED(
      "E0647",
      "scenario `%s` does not cover stage `%s`",
      "leave the row out, or change `Since:` or `Until:` in the scenario"),
  /** What stands there. */
  UNKNOWN_SUBJECT(
      "E0648", "`%s` is neither a stage nor a proposal", "`./pincer stages` lists both"),

  /** The row. */
  VERDICT_CHANGED(
      "E0650",
      "the verdict of `%s` is not the expected one",
      "`--update --accept STAGE/SCENARIO/PROPERTY`, if the code means it"),
  /** The row. */
  COUNT_CHANGED(
      "E0651", "the counts of `%s` are not the expected ones", "if this is meant: `--update`"),
  /** The row. */
  NOTHING_TO_ACCEPT(
      "E0652",
      "no changed verdict `%s` to accept",
      "a changed verdict is named as STAGE/SCENARIO/PROPERTY"),

  /** What is wrong with it. */
  BAD_EXCUSE("E0660", "this comment excuses nothing: %s"),
  /** The name. */
  UNKNOWN_PROPERTY_OF_EXCUSE(
      "E0661", "the scenario has no property `%s` to excuse", "take the comment away"),
  /** What is wrong with it. */
  BAD_NEVER_RUN(
      "E0662",
      "never-run.txt cannot say this: %s",
      "`PATH FUNCTION TEXT-OF-THE-LINE`, and indented behind it why no run executes it"),

  /** What is wrong. */
  SAVED_LINE("E0670", "a saved schedule cannot say this: %s"),
  /** The name of the line. */
  SAVED_LACKS("E0671", "the saved schedule has no line `%s:`"),
  /** The patch, what it applies to, why not. */
  SAVED_PATCH(
      "E0672",
      "patch `%s` of this saved schedule no longer applies to %s: %s",
      "make the patch again and save another run, or delete this file"),
  /** What is wrong. */
  SAVED_MODEL(
      "E0673",
      "the model of this saved schedule is wrong: %s",
      "mend what it says, or delete the file"),
  /** The file. */
  SAVED_TAKEN(
      "E0674", "there is a saved schedule `%s` already", "give another `--name`, or delete it"),

  // ---- 07xx: command line and schedules ----------------------------------------------------

  /** The verb. */
  UNKNOWN_VERB("E0701", "unknown verb `%s`"),
  /** The option, and what was called. */
  UNKNOWN_OPTION("E0702", "`%s` is no option of `%s`"),
  /** What was called, and what is missing. */
  MISSING_ARGUMENT("E0703", "`%s` lacks %s"),
  /** The value, what it is for, and what it can be. */
  BAD_VALUE("E0704", "`%s` is no value for `%s`: it takes %s"),
  /** The argument, and what was called. */
  SUPERFLUOUS_ARGUMENT("E0705", "`%s` is one argument too many for `%s`"),
  /** The name of the macro. */
  UNUSED_DEFINE(
      "E0706", "`-D%s` changes nothing: no file of the model asks for `%s`", "leave it out"),
  /** The property. */
  UNKNOWN_PROPERTY("E0707", "unknown property `%s`"),
  /** What is wrong with it. */
  BAD_SCHEDULE("E0708", "not a schedule: %s"),
  /** Which step, and what is wrong there. */
  SCHEDULE_DOES_NOT_FIT("E0709", "the schedule does not fit the model: %s"),
  /** The code. */
  UNKNOWN_ERROR_CODE("E0710", "there is no error `%s`"),
  /** The model. */
  NO_STAGES(
      "E0711",
      "`%s` has no stages",
      "nothing of the small Linux is a part of it",
      "leave out `--at`"),
  /** What it said. */
  TOOL_FAILED(
      "E0712", "a tool that was to be measured failed: %s", "call it by hand: does it run here?"),
  /** The memory model. */
  ALL_ORDERED(
      "E0713",
      "under `%s` all accesses are ordered, with barriers and without",
      "name another memory model: `--memory tso`, or `--memory weak`"),
  /** The definition, and what it makes wrong. */
  DEFINE_DOES_NOT_FIT(
      "E0720", "with `%s` the model is wrong: %s", "leave it out, or give it a number"),
  /** The definition, why not. */
  KNOB_RANGE("E0721", "`%s` is a range of values: %s"),
  /** The folder or file. */
  NO_TESTS(
      "E0730",
      "no test of `%s` is selected",
      "a scenario, stage or test that was named is not in it: leave the name out, or mend it"),

  // ---- 08xx: litmus tests ------------------------------------------------------------------

  /** What the file begins with. */
  LITMUS_LANGUAGE(
      "E0801", "a C litmus test begins with `C`, not with %s", "the first line is `C` and a name"),
  /** What it is. */
  LITMUS_UNSUPPORTED(
      "E0802",
      "%s is not supported in a litmus test",
      "leave the test out of the folder, or say it in the C of models"),
  /** The thread, the register. */
  LITMUS_NO_REGISTER(
      "E0803",
      "`%s` has no register `%s`",
      "parameters have no last value, nor does what blocks declare with different types",
      "declare it at the top of its thread"),
  /** The name. */
  LITMUS_NO_LOCATION(
      "E0804",
      "there is no location `%s`",
      "name a parameter of a thread, or what the first braces set"),
  /** The location, the type of the value, the type of the location. */
  LITMUS_TYPES(
      "E0805",
      "location `%s` holds `%s` here, and is declared as `%s`",
      "a location holds numbers, or addresses of one kind",
      "declare it in the first braces, with the type that it is used as"),
  /** The location, the thread. */
  LITMUS_NO_PARAMETER(
      "E0806", "location `%s` is no parameter of `%s`", "add it to the parameters of the thread"),
  /** The column. */
  LITMUS_TABLE("E0807", "the table has no column `%s`", "the first line names the columns"),
  /** The file. */
  LITMUS_NO_ROW(
      "E0808", "the table has no row for `%s`", "add a row, or leave the file out of the folder");

  private final String id;
  private final String text;
  private final @Nullable String note;
  private final @Nullable String hint;

  ErrorCode(String id, String text) {
    this(id, text, null, null);
  }

  ErrorCode(String id, String text, String hint) {
    this(id, text, null, hint);
  }

  ErrorCode(String id, String text, @Nullable String note, @Nullable String hint) {
    this.id = id;
    this.text = text;
    this.note = note;
    this.hint = hint;
  }

  /** {@code E0101}: what is printed, and the name of the page. */
  public String id() {
    return id;
  }

  /** The format of the message. */
  public String text() {
    return text;
  }

  /** The rule behind the message, where one always applies. */
  public @Nullable String note() {
    return note;
  }

  /** What to type instead, where that is always the same. */
  public @Nullable String hint() {
    return hint;
  }
}
