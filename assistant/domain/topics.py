"""The twelve topics that subsections are about; which words belong to them is data (`prompts/topics.toml`)."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """Topic ids in the order in which a draft takes them up."""

    PARTY_LEADERSHIP = "party_leadership"
    GOVERNMENT_FUNCTIONS = "government_functions"
    INSTITUTION_BUILDING = "institution_building"
    DECISION_MAKING = "decision_making"
    LAW_ENFORCEMENT = "law_enforcement"
    EMERGENCY_RESPONSE = "emergency_response"
    CORE_BUSINESS = "core_business"
    DISPUTE_RESOLUTION = "dispute_resolution"
    POWER_SUPERVISION = "power_supervision"
    DIGITAL_GOVERNMENT = "digital_government"
    LEGAL_EDUCATION = "legal_education"
    CAPACITY_BUILDING = "capacity_building"

    @property
    def label(self) -> str:
        """Short Chinese name, for screens and messages."""
        return _LABELS[self]


_LABELS = {
    Topic.PARTY_LEADERSHIP: "党的领导",
    Topic.GOVERNMENT_FUNCTIONS: "依法履职与政务服务",
    Topic.INSTITUTION_BUILDING: "制度建设",
    Topic.DECISION_MAKING: "行政决策",
    Topic.LAW_ENFORCEMENT: "行政执法",
    Topic.EMERGENCY_RESPONSE: "突发事件应对",
    Topic.CORE_BUSINESS: "行业重点业务",
    Topic.DISPUTE_RESOLUTION: "矛盾纠纷化解",
    Topic.POWER_SUPERVISION: "权力监督",
    Topic.DIGITAL_GOVERNMENT: "数字法治政府",
    Topic.LEGAL_EDUCATION: "普法宣传",
    Topic.CAPACITY_BUILDING: "学法用法与队伍建设",
}
