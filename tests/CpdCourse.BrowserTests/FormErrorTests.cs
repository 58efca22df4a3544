namespace CpdCourse.BrowserTests;

/// <summary>
/// G3: every form that was not filled in says so in the title of the page, in a summary in front that has the focus, and by each field. The page keeps the rules
/// as any other.
/// </summary>
public sealed class FormErrorTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    public static TheoryData<string, string, Who> Forms =>
        new()
        {
            { "/join", "Join the course", Who.Visitor },
            { "/sign-in", "Sign in", Who.Visitor },
            { "/forgot", "Mail me a link", Who.Visitor },
            { "/report?about=/things/12", "Send", Who.Visitor },
            { "/report?about=/things/12", "Send", Who.Participant },
            { "/@maria/bread", "Post comment", Who.Visitor },
            { "/@maria/bread", "Post comment", Who.Participant },
            { "/@maria/bread", "Post comment", Who.Organiser },
            { "/me/profile", "Save", Who.Participant },
            { "/me/account", "Change password", Who.Participant },
            { "/me/account", "Change address", Who.Participant },
            { "/write?thing=12&as=questions", "Publish", Who.Participant },
            { "/write?thing=12&as=free", "Publish", Who.Participant },
            { "/studio/things/new", "Add this Thing", Who.Organiser },
            { "/studio/things/12", "Save", Who.Organiser },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_was_not_filled_in_says_what_is_missing(
        string path,
        string button,
        Who who
    )
    {
        var site = await stage.Desk();
        var visit = await windows.At(stage, site, path, who);

        await EmptyForm.Send(visit, button);
        await Examination.Of(visit, $"errors {path} {button} {who}", "");
    }
}
