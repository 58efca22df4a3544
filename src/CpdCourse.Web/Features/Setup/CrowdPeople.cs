using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Setup;

/// <summary>Any number of further people, put together from the names, places and words of those of the demo course; always the same ones.</summary>
internal static class CrowdPeople
{
    public static List<DemoPerson> Of(IReadOnlyList<DemoPerson> cast, int count)
    {
        var models = cast.Where(p =>
                p.Account.Length == 0 && p.Name.Contains(' ', StringComparison.Ordinal)
            )
            .ToList();
        var taken = cast.Select(p => p.Handle).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(place =>
                {
                    var name = Name(models, place);
                    return Person(models, place, name, Handle(name, taken));
                }),
        ];
    }

    // First and last names go round side by side, and never as they stand in the cast.
    private static string Name(List<DemoPerson> models, int place)
    {
        var first = place % models.Count;
        var last = (first + 1 + (place / models.Count % (models.Count - 1))) % models.Count;
        return $"{Say.FirstName(models[first].Name)} {models[last].Name.Split(' ', 2)[1]}";
    }

    private static string Handle(string name, HashSet<string> taken)
    {
        var handle = Persona.NormalHandle(name);
        for (var n = 2; !taken.Add(handle); n++)
        {
            var number = n.ToString(Say.Culture);
            var stem = Persona.NormalHandle(name);
            handle = stem[..Math.Min(stem.Length, Persona.HandleLimit - number.Length)] + number;
        }

        return handle;
    }

    private static DemoPerson Person(
        List<DemoPerson> models,
        int place,
        string name,
        string handle
    ) =>
        new()
        {
            Handle = handle,
            Name = name,
            Place = models[place * 7 % models.Count].Place,
            Sector = models[place * 11 % models.Count].Sector,
            Words = models[place * 3 % models.Count].Words,
        };
}
