using System.Xml.Linq;
using CpdCourse.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Hosting;

/// <summary>The keys that seal cookies and mailed links, in the database that several nodes share: each reads what another has sealed.</summary>
internal sealed class DatabaseKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <summary>Their notes begin with it.</summary>
    public const string Prefix = "sealing-";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CourseDb>();
        return
        [
            .. db
                .SiteNotes.Where(n => n.Key.StartsWith(Prefix))
                .Select(n => n.Value)
                .AsEnumerable()
                .Select(text => XElement.Parse(text)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CourseDb>();
        var note = Note(element, friendlyName);
        db.Database.ExecuteSql(
            $"""INSERT INTO "SiteNotes" ("Key", "Value") VALUES ({note.Key}, {note.Value})"""
        );
    }

    /// <summary>A key as a note.</summary>
    public static SiteNote Note(XElement key, string name) =>
        new() { Key = Prefix + name, Value = key.ToString(SaveOptions.DisableFormatting) };
}
