namespace CpdCourse.UnitTests.House;

/// <summary>One table knows which account a persona belongs to. Every file that reads it is named here with what it does there.</summary>
public sealed class PersonaOwnerTests
{
    private static readonly Dictionary<string, string> Readers = new(StringComparer.Ordinal)
    {
        ["src/CpdCourse.Data/Accounts/Account.cs"] = "the table itself",
        ["src/CpdCourse.Data/CourseDb.cs"] = "the table itself",
        ["src/CpdCourse.Data/Mapping/PeopleMapping.cs"] = "the table itself",
        ["src/CpdCourse.Web/Hosting/CurrentPersona.cs"] = "the personas of whoever asks",
        ["src/CpdCourse.Web/Features/Accounts/AccountPrincipal.cs"] = "the sign-in cookie",
        ["src/CpdCourse.Web/Features/Accounts/CookieCheck.cs"] = "the same",
        ["src/CpdCourse.Web/Features/Accounts/Confirm.cshtml.cs"] =
            "who has followed the mailed link",
        ["src/CpdCourse.Web/Features/Accounts/ConfirmAddress.cs"] =
            "joins an unconfirmed account to its owner, or forgets it",
        ["src/CpdCourse.Web/Features/Comments/TellOfComment.cs"] =
            "the letter to whoever was answered",
        ["src/CpdCourse.Web/Features/Mentions/TellOfMention.cs"] =
            "the letter to whoever wrote the post that is linked to",
        ["src/CpdCourse.Web/Features/Blogs/OwnerMail.cs"] = "the letters to whoever has a blog",
        ["src/CpdCourse.Web/Features/Accounts/OpenAccount.cs"] = "writes the first row",
        ["src/CpdCourse.Web/Features/Setup/DemoPeople.cs"] = "writes the rows of the demo course",
    };

    [Fact]
    public void Only_named_files_know_which_account_a_persona_belongs_to() =>
        Sources
            .In("src", ".cs", ".cshtml")
            .Where(s => s.Text.Contains("PersonaOwner", StringComparison.Ordinal))
            .Select(s => s.Path)
            .Except(Readers.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty(
                "Nothing that readers or organisers see may come from PersonaOwners. If it is for the account itself, add the file with its reason."
            );
}
