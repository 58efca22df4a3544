using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.People;

/// <summary>
/// A public name: handle, display name, words. An account may have several, and nothing here says which account it is:
/// that one table is read for the account itself alone: its pages, its cookie, its letters.
/// </summary>
public sealed class Persona : Aggregate
{
    private Persona() { }

    /// <summary>Makes a persona.</summary>
    /// <param name="handle">Unique; see <see cref="NormalHandle"/>.</param>
    /// <param name="name">Display name.</param>
    /// <param name="now">When it first appears.</param>
    public Persona(string handle, string name, DateTimeOffset now)
    {
        Handle = NormalHandle(handle);
        Name = Text.Line(name);
        AppearedOn = DateOnly.FromDateTime(now.UtcDateTime);
        Colour = (Handle.Sum(c => c) % 6) + 1;
        Raise(new PersonaChanged(Id));
    }

    /// <summary>Longest display name, in characters.</summary>
    public const int NameLimit = 60;

    /// <summary>Longest words about oneself, in characters.</summary>
    public const int WordsLimit = 2_000;

    /// <summary>Longest handle, in characters; place and sector are as long as a name.</summary>
    public const int HandleLimit = 30;

    /// <summary>Handles that a persona can have had: each is kept from everybody else for ever.</summary>
    public const int FormerHandleLimit = 20;

    /// <summary>Identity.</summary>
    public Id<Persona> Id { get; private set; } = Id<Persona>.New();

    /// <summary>As in <c>/@handle</c>; lower case, unique.</summary>
    public string Handle { get; private set; } = "";

    /// <summary>Display name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A few words about oneself, plain text.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Where, as they like to say it.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Field of work, as they like to say it.</summary>
    public string Sector { get; private set; } = "";

    /// <summary>Colour of the initials, 1 to 6.</summary>
    public int Colour { get; private set; }

    /// <summary>A day, not a moment: a time stamp could tie two personas together.</summary>
    public DateOnly AppearedOn { get; private set; }

    /// <summary>Listed under People.</summary>
    public bool Listed { get; private set; } = true;

    /// <summary>Shows on its page which Things it has answered.</summary>
    public bool ShowsStrip { get; private set; } = true;

    /// <summary>When it was given up; its page then says so, its posts stay.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Takes the details its owner typed.</summary>
    public Outcome Describe(PersonaDetails details)
    {
        var name = Text.Line(details.Name);
        var refusal = this switch
        {
            _ when !IsName(name) => Refusals.PersonaName,
            _ when Text.Lines(details.Words).Length > WordsLimit => Refusals.TooLong(
                "Words",
                "Your words",
                WordsLimit
            ),
            _ when Text.Line(details.Place).Length > NameLimit => Refusals.TooLong(
                "Place",
                "The place",
                NameLimit
            ),
            _ when Text.Line(details.Sector).Length > NameLimit => Refusals.TooLong(
                "Sector",
                "The field",
                NameLimit
            ),
            _ => null,
        };
        if (refusal is not null)
        {
            return refusal;
        }

        Name = name;
        Words = Text.Lines(details.Words).Trim();
        Place = Text.Line(details.Place);
        Sector = Text.Line(details.Sector);
        Listed = details.Listed;
        ShowsStrip = details.ShowsStrip;
        Raise(new PersonaChanged(Id));
        return Outcome.Done;
    }

    /// <summary>True for a display name that can be seen and fits.</summary>
    public static bool IsName(string name) => name.Length <= NameLimit && Text.HasInk(name);

    /// <summary>Stands under People from now on, or no longer.</summary>
    public void List(bool listed)
    {
        Listed = listed;
        Raise(new PersonaChanged(Id));
    }

    /// <summary>Takes another handle; the caller keeps the former one, so that its addresses lead here for ever.</summary>
    public void Rename(string handle)
    {
        Handle = NormalHandle(handle);
        Raise(new PersonaChanged(Id));
    }

    /// <summary>
    /// The handle for a name: its letters and digits in lower-case ASCII, 2 to 30 characters. Names in other scripts give "writer".
    /// </summary>
    public static string NormalHandle(string? typed)
    {
        // Of "kenji-賢二-tanaka" two hyphens in a row would be left: its own handle must be another's nowhere.
        var ascii = new string([.. Text.Slug(typed, HandleLimit, "").Where(c => char.IsAscii(c))]);
        var handle = string.Join('-', ascii.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return handle.Length >= 2 ? handle : "writer";
    }
}

/// <summary>What the owner of a persona may type.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Words">About oneself.</param>
/// <param name="Place">Where.</param>
/// <param name="Sector">Field of work.</param>
/// <param name="Listed">Listed under People.</param>
/// <param name="ShowsStrip">Shows the strip of answered Things.</param>
public sealed record PersonaDetails(
    string Name,
    string Words,
    string Place,
    string Sector,
    bool Listed,
    bool ShowsStrip
);

/// <summary>A persona appeared or changed its details.</summary>
/// <param name="Persona">Which.</param>
public sealed record PersonaChanged(Id<Persona> Persona) : IDomainEvent;
