using CpdCourse.Domain.Common;
using CpdCourse.Web.Features.Accounts;

namespace CpdCourse.UnitTests.Accounts;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData("soup-and-bicycles")]
    [InlineData("a-long-enough-password")]
    [InlineData("kx7#pq2v9z")]
    [InlineData("der Fuchs im Regen")]
    [InlineData("مدرسة الأشجار البعيدة")]
    [InlineData("my cat walks sideways")]
    [InlineData("Tr0ub4dor&3x")]
    public void What_nobody_guesses_is_welcome(string password) =>
        Passwords
            .Problem(password, "Maria Soupmaker", "maria@example.org", "23 Things")
            .ShouldBeNull();

    [Theory]
    [InlineData("password12")]
    [InlineData("Password123!")]
    [InlineData("P4$$w0rd2026")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("qwertyuiop")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("xkqxkqxkqxkq")]
    [InlineData("iloveyou1999")]
    [InlineData("organiser2026")]
    [InlineData("cpd23things")]
    [InlineData("correct horse battery staple")]
    [InlineData("          ")]
    [InlineData("..........")]
    [InlineData("soupmaker1!")]
    [InlineData("maria@example.org")]
    [InlineData("ambleside2026")]
    [InlineData("1qaz2wsx3edc")]
    public void What_is_tried_first_is_not(string password) =>
        Passwords
            .Problem(password, "Maria Soupmaker", "maria@example.org", "Ambleside 23 Things")
            .ShouldBe(Refusals.PasswordCommon);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("kx7#pq2v9")]
    public void Less_than_ten_characters_are_too_few(string? password) =>
        Passwords.Problem(password).ShouldBe(Refusals.PasswordLength);

    [Fact]
    public void The_limit_is_128_characters()
    {
        var longest = string.Concat(
            Enumerable.Range(0, 64).Select(i => $"{(char)('a' + (i * 7 % 26))}{i % 9}")
        );

        longest.Length.ShouldBe(128);
        Passwords.Problem(longest).ShouldBeNull();
        Passwords.Problem(longest + "x").ShouldBe(Refusals.PasswordLength);
    }
}
