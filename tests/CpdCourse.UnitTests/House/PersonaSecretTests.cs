namespace CpdCourse.UnitTests.House;

/// <summary>
/// Which account a persona belongs to is known in one table. These are all the files that may name it; whoever needs another one needs a decision first
/// (a page that reads it can give away that two personas are one person).
/// </summary>
public sealed class PersonaSecretTests
{
    private static readonly string[] Allowed =
    [
        "CpdCourse.Data/Accounts/Account.cs",
        "CpdCourse.Data/CourseDb.cs",
        "CpdCourse.Data/Mapping/PeopleMapping.cs",
        // Who is asking, from the cookie.
        "CpdCourse.Web/Hosting/CurrentPersona.cs",
        "CpdCourse.Web/Features/Accounts/AccountPrincipal.cs",
        // Opening, confirming and ending an account.
        "CpdCourse.Web/Features/Accounts/OpenAccount.cs",
        "CpdCourse.Web/Features/Accounts/Confirm.cshtml.cs",
        "CpdCourse.Web/Features/Accounts/ConfirmAddress.cs",
        // Mail about a comment goes to the account of the persona that was answered.
        "CpdCourse.Web/Features/Comments/TellOfComment.cs",
        // Mail about a link goes to the account of the persona whose post it leads to.
        "CpdCourse.Web/Features/Mentions/TellOfMention.cs",
        // Invented people.
        "CpdCourse.Web/Features/Setup/DemoPeople.cs",
    ];

    [Fact]
    public void Only_these_files_know_whose_a_persona_is()
    {
        var source = Path.Combine(Root(), "src");
        var naming = Directory
            .EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(source, f).Replace('\\', '/'), File: f))
            .Where(f =>
                f.Path.EndsWith(".cs", StringComparison.Ordinal)
                || f.Path.EndsWith(".cshtml", StringComparison.Ordinal)
            )
            .Where(f => !f.Path.Split('/').Intersect(["obj", "bin", "Migrations"]).Any())
            .Where(f => File.ReadAllText(f.File).Contains("PersonaOwner", StringComparison.Ordinal))
            .Select(f => f.Path);

        naming.Except(Allowed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CpdCourse.sln")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder;
    }
}
