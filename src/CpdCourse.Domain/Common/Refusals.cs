using System.Globalization;

namespace CpdCourse.Domain.Common;

/// <summary>Every "no" of the course in one place. Codes are stable; the reference lists them and a test compares.</summary>
public static partial class Refusals
{
    /// <summary>Title of a post whose author gave none.</summary>
    public const string Untitled = "Untitled";

    /// <summary>Not there, not yours, or hidden: all the same.</summary>
    public static Refusal NoSuchPost { get; } = new("no-such-post", "There is no such post.");

    /// <summary>Nothing typed yet.</summary>
    public static Refusal NothingToPublish { get; } =
        new("nothing-to-publish", "Write something before you publish: the text is empty.", "Text");

    /// <summary>Saved elsewhere since the form was opened.</summary>
    public static Refusal ChangedMeanwhile { get; } =
        new(
            "changed-meanwhile",
            "This was changed in another window or on another device. Nothing was overwritten: both texts are kept."
        );

    /// <summary>An external post.</summary>
    public static Refusal WrittenElsewhere { get; } =
        new("written-elsewhere", "This post was written on another site. Change it there.");

    /// <summary>A form that was opened by another account, or tampered with.</summary>
    public static Refusal NotYourName { get; } =
        new(
            "not-your-name",
            "That name is not one of yours: this form was opened by another account. Choose who you write as and send it again."
        );

    /// <summary>A published post under another persona.</summary>
    public static Refusal AuthorStays { get; } =
        new(
            "author-stays",
            "A post that was published keeps the name it was published under.",
            "Persona"
        );

    /// <summary>More categories than allowed.</summary>
    public static Refusal TooManyCategories { get; } =
        new("too-many-categories", "At most 20 categories, please.", "Categories");

    /// <summary>More trackback addresses than allowed.</summary>
    public static Refusal TooManyTrackbacks { get; } =
        new("too-many-trackbacks", "At most 10 trackback addresses, please.", "Trackbacks");

    /// <summary>A Thing without a title.</summary>
    public static Refusal ThingNeedsTitle { get; } =
        new("thing-needs-title", "Give the Thing a title.", "Title");

    /// <summary>Too many questions.</summary>
    public static Refusal TooManyPrompts { get; } =
        new("too-many-prompts", "At most 20 questions, please.", "Prompts");

    /// <summary>Minutes that cannot be.</summary>
    public static Refusal MinutesOutOfRange { get; } =
        new("minutes-out-of-range", "Minutes must be a number from 1 to 600.", "Minutes");

    /// <summary>A course without a title, or with too long a one.</summary>
    public static Refusal CourseTitle { get; } =
        new("course-title", "Give the course a title of at most 100 characters.", "CourseTitle");

    /// <summary>A persona without a name, or with too long a one.</summary>
    public static Refusal PersonaName { get; } =
        new("persona-name", "Enter a name of at most 60 characters.", "Name");

    /// <summary>A comment without a name.</summary>
    public static Refusal CommentNeedsName { get; } =
        new("comment-needs-name", "Enter a name to sign your comment with.", "Name");

    /// <summary>A comment without words.</summary>
    public static Refusal CommentIsEmpty { get; } =
        new("comment-is-empty", "Write your comment first.", "Text");

    /// <summary>The hour is over.</summary>
    public static Refusal CommentIsOld { get; } =
        new("comment-is-old", "A comment can be changed for 60 minutes, and that time is over.");

    /// <summary>Its writer took it back.</summary>
    public static Refusal TakenBack { get; } = new("taken-back", "Its writer has taken it back.");

    /// <summary>Not an e-mail address.</summary>
    public static Refusal MailAddress { get; } =
        new(
            "mail-address",
            "Enter a whole email address, like name@example.com, or leave the box empty.",
            "Mail"
        );

    /// <summary>Not a web address.</summary>
    public static Refusal SiteAddress { get; } =
        new(
            "site-address",
            "Enter a whole web address, like https://example.org, or leave the box empty.",
            "Site"
        );

    /// <summary>A mention whose page was not found to link here.</summary>
    public static Refusal NotVerified { get; } =
        new("not-verified", "Its page has not been found to link here, so it cannot be shown.");

    /// <summary>Too many of something in a short time.</summary>
    public static Refusal TooFast { get; } =
        new(
            "too-fast",
            "That was a great deal in a short time. Please wait a few minutes; your text is still here."
        );

    /// <summary>A form without a valid time stamp, sent too soon or too long after it was shown.</summary>
    public static Refusal FormIsStale { get; } =
        new(
            "form-is-stale",
            "Please send the form once more: it was open for very long, or sent within a moment of opening."
        );

    /// <summary>The mailed link was not followed yet.</summary>
    public static Refusal ConfirmFirst { get; } =
        new(
            "confirm-first",
            "Before you publish, follow the link in the mail we sent you. Your text is kept as a draft."
        );

    /// <summary>A reply to a comment that is not under this post, or no longer.</summary>
    public static Refusal NoSuchComment { get; } =
        new(
            "no-such-comment",
            "The comment you were answering is no longer here. Send your words once more, and they will stand by themselves."
        );

    /// <summary>The box that people do not see.</summary>
    public static Refusal HiddenBox { get; } =
        new(
            "hidden-box",
            "Please send the form once more: a box that should stay empty had been filled in, perhaps by your browser."
        );

    /// <summary>More comments wait under a post than an organiser could want to read.</summary>
    public static Refusal TooManyWaiting { get; } =
        new(
            "too-many-waiting",
            "Many comments on this post wait to be read, and there is no room for more just now. Please try again tomorrow; your text is still here."
        );

    /// <summary>A report without a reason.</summary>
    public static Refusal ReportReason { get; } =
        new("report-reason", "Choose what is wrong; “Something else” will do.", "Reason");

    /// <summary>Markdown that nests beyond what can be rendered.</summary>
    public static Refusal TooDeep(string sentence) => new("too-deep", sentence, "Text");

    /// <summary>A password too short or too long.</summary>
    public static Refusal PasswordLength { get; } =
        new(
            "password-length",
            "Use 10 to 128 characters for the password. A few words in a row are long and easy to remember.",
            "Password"
        );

    /// <summary>A password that would be tried first.</summary>
    public static Refusal PasswordCommon { get; } =
        new(
            "password-common",
            "That password is among the first that somebody would try. Choose one that has less to do with you, with this site or with the keyboard.",
            "Password"
        );

    /// <summary>Whatever was wrong with signing in: one answer, so that nobody learns which addresses have an account.</summary>
    public static Refusal SignInFailed { get; } =
        new(
            "sign-in-failed",
            "That email address and that password do not go together. After a few tries we pause, for a second at first and for 15 minutes at most; a link by mail gets you in all the same."
        );

    /// <summary>Not the password of the account that is signed in.</summary>
    public static Refusal WrongPassword { get; } =
        new(
            "wrong-password",
            "That is not the password of this account. After a few tries we pause for a moment.",
            "CurrentPassword"
        );

    /// <summary>Not an e-mail address, where one is needed.</summary>
    public static Refusal MailNeeded { get; } =
        new("mail-needed", "Enter your whole email address, like name@example.com.", "Mail");

    /// <summary>An address that a second account of the same person has; told only to somebody who has proved to own the address.</summary>
    public static Refusal MailTaken { get; } =
        new(
            "mail-taken",
            "There is another account with this address. Sign in to that one, or use another address.",
            "Mail"
        );

    /// <summary>Not a handle.</summary>
    public static Refusal HandleForm { get; } =
        new(
            "handle-form",
            "A handle has 2 to 30 characters: small letters a to z, digits and hyphens.",
            "Handle"
        );

    /// <summary>Somebody has or had the handle.</summary>
    public static Refusal HandleTaken { get; } =
        new("handle-taken", "Somebody has that handle, or once had it. Choose another.", "Handle");

    /// <summary>Another handle for somebody who has had many.</summary>
    public static Refusal TooManyHandles { get; } =
        new(
            "too-many-handles",
            "You have had 20 handles, and each is kept for you. Take one of those again, or keep this one.",
            "Handle"
        );

    /// <summary>A run without a name, or with too long a one.</summary>
    public static Refusal RunName { get; } =
        new("run-name", "Give the run a name of at most 60 characters.", "RunName");

    /// <summary>Not a date to begin on.</summary>
    public static Refusal RunStart { get; } =
        new("run-start", "Enter the first day as year-month-day, like 2026-04-13.", "StartsOn");

    /// <summary>Not a time of day.</summary>
    public static Refusal RunHour { get; } =
        new("run-hour", "Enter the time as hours and minutes, like 09:00.", "OpensAt");

    /// <summary>Not a time zone of the list.</summary>
    public static Refusal RunZone { get; } =
        new("run-zone", "Choose a time zone from the list.", "Zone");

    /// <summary>A list with too many entries.</summary>
    public static Refusal TooManyLines(string field, int limit) =>
        new("too-many-lines", $"At most {limit} lines, please.", field);

    /// <summary>A Thing whose day has not come.</summary>
    public static Refusal ThingNotOpen(int number) =>
        new(
            "thing-not-open",
            $"Thing {number} is not open yet. Your text is kept as a draft, and can be published once it is.",
            "Thing"
        );

    /// <summary>A number that no Thing has.</summary>
    public static Refusal NoSuchThing(int number) =>
        new("no-such-thing", $"There is no Thing {number} on this course.", "Thing");

    /// <summary>A text over its limit.</summary>
    public static Refusal TooLong(string field, string what, int limit) =>
        new(
            "too-long",
            string.Create(
                CultureInfo.GetCultureInfo("en-GB"),
                $"{what} can have at most {limit:N0} characters."
            ),
            field
        );

    /// <summary>Not an address to send a trackback to.</summary>
    public static Refusal TrackbackAddress(string typed) =>
        new(
            "trackback-address",
            $"“{(typed.Length > 60 ? typed[..60] + "…" : typed)}” is not a whole web address, like https://example.org/trackback/5.",
            "Trackbacks"
        );
}
