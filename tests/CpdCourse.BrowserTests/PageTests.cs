namespace CpdCourse.BrowserTests;

/// <summary>Every page of the demo course, for everybody who may see it.</summary>
public sealed class DemoPageTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    public static TheoryData<string, Who> Rows => Places.Rows(demo: true);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_page_keeps_the_rules(string path, Who who) =>
        await Examination.Of(
            await windows.At(stage, await stage.Demo(), path, who),
            $"{path} {who}",
            Places.Find(path).Heading
        );
}

/// <summary>Every page of a course in which nobody has written yet.</summary>
public sealed class EmptyPageTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    public static TheoryData<string, Who> Rows => Places.Rows(demo: false);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_page_keeps_the_rules(string path, Who who) =>
        await Examination.Of(
            await windows.At(stage, await stage.Empty(), path, who),
            $"{path} {who}",
            Places.Find(path).Heading
        );
}
